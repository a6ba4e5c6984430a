import {z} from 'zod';
import {inUtc} from '../../core/index.ts';
import type {InboxMessage} from '../../protocol/control.ts';
import {defineTool, execute} from './tool.ts';

interface Sent {
  readonly message: string;
  readonly recipients: readonly string[];
  readonly superseded?: readonly string[];
}

const wishes = {
  priority: z.enum(['low', 'normal', 'high', 'urgent']).default('normal'),
  needs_reply: z.boolean().default(false).describe('You cannot go on without an answer of every recipient.'),
  reply_within_minutes: z
    .number()
    .positive()
    .optional()
    .describe('Until when; then a person is told, and you. Means needs_reply. The team has a default.'),
};

export const messageTools = [
  defineTool({
    name: 'send',
    description:
      'Send a message. It reaches its recipients by itself, at work or idle, within seconds. To answer a message, give its id as reply_to. Do not answer mere acknowledgements.',
    input: z.object({
      to: z.string().min(1).describe('A session\'s name, "role:NAME", "tier:N", "all", or "human" for the person.'),
      subject: z.string().min(1).describe('One line.'),
      body: z.string().describe('What they have to know to act on it.'),
      ...wishes,
      reply_to: z.string().optional().describe('Id of the message that this answers, such as "M-12".'),
      supersede: z
        .string()
        .optional()
        .describe('Id of an older message of yours whose place this one takes: whoever was not given it yet never gets it.'),
    }),
    async run(session, {needs_reply, reply_within_minutes, reply_to: replyTo, supersede, ...message}) {
      const value = await execute<Sent>(session, {
        type: 'message.send',
        ...message,
        ...replyWishes({needs_reply, reply_within_minutes}),
        replyTo: replyTo ?? null,
        ...(supersede === undefined ? {} : {supersede}),
      });
      return told(value, supersede);
    },
  }),
  defineTool({
    name: 'reply',
    description: 'Answer a message: to its sender, under its subject. Do not answer mere acknowledgements.',
    input: z.object({
      message: z.string().min(1).describe('Its id, such as "M-12".'),
      body: z.string().describe('The answer.'),
      ...wishes,
    }),
    async run(session, {needs_reply, reply_within_minutes, ...answer}) {
      const value = await execute<Sent>(session, {
        type: 'message.reply',
        ...answer,
        ...replyWishes({needs_reply, reply_within_minutes}),
      });
      return told(value);
    },
  }),
  defineTool({
    name: 'inbox',
    description: 'Your unread messages, or the whole of one that a digest named. Not needed as a rule: messages arrive by themselves.',
    input: z.object({
      message: z.string().optional().describe('Only this one, such as "M-12", also when you have seen it.'),
      all: z.boolean().optional().describe('Also those that you have seen, as far back as they are at hand.'),
    }),
    async run(session, {message, all}) {
      const messages = await session.takeInbox({...(message === undefined ? {} : {message}), ...(all ? {all} : {})});
      return messages.length > 0 ? messages.map(describeMessage).join('\n\n') : 'No unread messages.';
    },
  }),
];

/** In the form of the command: a deadline means that an answer is needed. */
const replyWishes = (given: {needs_reply?: boolean | undefined; reply_within_minutes?: number | undefined}) => ({
  needsReply: given.needs_reply === true || given.reply_within_minutes !== undefined,
  ...(given.reply_within_minutes === undefined ? {} : {replyWithin: given.reply_within_minutes * 60_000}),
});

function told({message, recipients, superseded = []}: Sent, older?: string): string {
  const way = `${message} is on its way to ${recipients.join(', ')}.`;
  if (older === undefined) return way;
  return superseded.length > 0
    ? `${way} ${older} is never given to ${superseded.join(', ')}.`
    : `${way} ${older} was with them already: they are told that it no longer holds.`;
}

function describeMessage(message: InboxMessage): string {
  const marks = [
    message.authority,
    message.priority,
    ...(message.needsReply ? [message.replyBy === null ? 'needs a reply' : `needs a reply by ${inUtc(message.replyBy)}`] : []),
    ...(message.replaces === null ? [] : [`replaces ${message.replaces}`]),
    ...(message.replacedBy === null ? [] : [`replaced by ${message.replacedBy}`]),
  ].join(', ');
  const answers = message.replyTo === null ? '' : `, answers ${message.replyTo}`;
  // Each line of the body is marked as theirs, so that it cannot pass for one of ours.
  const body = message.body.split('\n').map((line) => `> ${line}`);
  return [`${message.id} from ${message.from} (${marks}${answers}): ${message.subject}`, ...body].join('\n');
}
