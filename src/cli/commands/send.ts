import {textOf} from '../body.ts';
import {connectTeam, sendCommand} from '../connect.ts';
import type {Context} from '../context.ts';
import {notFoundError, usageError} from '../errors.ts';
import type {Result} from '../output.ts';
import {shortened} from '../text/columns.ts';

/** A subject is read in a list. */
const SUBJECT_LENGTH = 60;

interface Options {
  readonly subject: string | undefined;
  readonly priority: 'low' | 'normal' | 'high' | 'urgent' | undefined;
  readonly needsReply: boolean;
  readonly replyTo: string | undefined;
}

export async function send({to, body: given}: {to: string; body: string}, options: Options, context: Context): Promise<Result> {
  const body = await bodyOf(given, context);
  const value = (await sendCommand(context, {
    type: 'message.send',
    to,
    subject: options.subject ?? shortened(body, SUBJECT_LENGTH),
    body,
    ...(options.priority === undefined ? {} : {priority: options.priority}),
    ...(options.replyTo === undefined ? {} : {replyTo: options.replyTo}),
    ...(options.needsReply ? {needsReply: true} : {}),
  })) as {message: string; recipients: readonly string[]};
  return {text: `${value.message} to ${value.recipients.join(', ')}.`, json: value};
}

export async function reply({message, body: given}: {message: string; body: string}, _: object, context: Context): Promise<Result> {
  const body = await bodyOf(given, context);
  const {from, subject} = await findMessage(message, context);
  const options = {
    subject: subject.startsWith('Re: ') ? subject : `Re: ${subject}`,
    priority: undefined,
    needsReply: false,
    replyTo: message,
  };
  return send({to: from, body}, options, context);
}

async function bodyOf(given: string, context: Context): Promise<string> {
  const body = await textOf(given, context.input);
  if (body.trim() === '') throw usageError('There is no text to send.', 'Give it after the address.');
  return body;
}

/** Unread mail first: the board shows the newest messages only. */
async function findMessage(id: string, context: Context): Promise<{from: string; subject: string}> {
  using team = await connectTeam(context);
  const {messages: unread} = await team.request('inbox', {take: false});
  const {messages} = await team.request('board', {});
  const found = [...unread, ...messages].find((message) => message.id === id);
  if (found) return found;
  throw notFoundError(
    `There is no message ${id} in your inbox or among the newest.`,
    `Send it by hand: harmony send NAME BODY --reply-to ${id}`,
  );
}
