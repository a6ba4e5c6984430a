import {textOf} from '../body.ts';
import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import {clockTime} from '../logs/clock-time.ts';
import type {Result} from '../output.ts';
import {sendCommand} from '../send-command.ts';
import {shortened} from '../text/columns.ts';

/** A subject is read in a list. */
const SUBJECT_LENGTH = 60;

type Priority = 'low' | 'normal' | 'high' | 'urgent';

interface ReplyOptions {
  readonly priority: Priority | undefined;
  readonly needsReply: boolean;
  readonly replyWithin: number | undefined;
}

interface Options extends ReplyOptions {
  readonly subject: string | undefined;
  readonly replyTo: string | undefined;
  readonly supersede: string | undefined;
}

interface Sent {
  readonly message: string;
  readonly recipients: readonly string[];
  readonly replyBy?: number | null;
  readonly superseded?: readonly string[];
}

export async function send({to, body: given}: {to: string; body: string}, options: Options, context: Context): Promise<Result> {
  const body = await bodyOf(given, context);
  const value = (await sendCommand(context, {
    type: 'message.send',
    to,
    subject: options.subject ?? shortened(body, SUBJECT_LENGTH),
    body,
    ...wishesOf(options),
    ...(options.replyTo === undefined ? {} : {replyTo: options.replyTo}),
    ...(options.supersede === undefined ? {} : {supersede: options.supersede}),
  })) as Sent;
  return {text: told(value, options.supersede), json: value};
}

export async function reply(
  {message, body: given}: {message: string; body: string},
  options: ReplyOptions,
  context: Context,
): Promise<Result> {
  const body = await bodyOf(given, context);
  const value = (await sendCommand(context, {type: 'message.reply', message, body, ...wishesOf(options)})) as Sent;
  return {text: told(value), json: value};
}

const wishesOf = ({priority, needsReply, replyWithin}: ReplyOptions) => ({
  ...(priority === undefined ? {} : {priority}),
  ...(needsReply ? {needsReply: true} : {}),
  ...(replyWithin === undefined ? {} : {replyWithin}),
});

function told({message, recipients, replyBy, superseded = []}: Sent, older?: string): string {
  const never =
    superseded.length > 0
      ? `Never given ${older}: ${superseded.join(', ')}.`
      : `All have had ${older}: they are told that it no longer holds.`;
  return [
    `${message} to ${recipients.join(', ')}.`,
    ...(replyBy ? [`An answer is due by ${clockTime(replyBy)}.`] : []),
    ...(older === undefined ? [] : [never]),
  ].join(' ');
}

async function bodyOf(given: string, context: Context): Promise<string> {
  const body = await textOf(given, context.input);
  if (body.trim() === '') throw usageError('There is no text to send.', 'Give it after the address.');
  return body;
}
