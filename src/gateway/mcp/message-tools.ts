import {z} from 'zod';
import type {InboxMessage} from '../../protocol/control.ts';
import {defineTool, execute} from './tool.ts';

export const messageTools = [
  defineTool({
    name: 'send',
    description:
      'Send a message. It reaches its recipients by itself, at work or idle, within seconds. To answer a message, give its id as reply_to. Do not answer mere acknowledgements.',
    input: z.object({
      to: z.string().min(1).describe('A session\'s name, "role:NAME", "tier:N", "all", or "human" for the person.'),
      subject: z.string().min(1).describe('One line.'),
      body: z.string().describe('What they have to know to act on it.'),
      priority: z.enum(['low', 'normal', 'high', 'urgent']).default('normal'),
      needs_reply: z.boolean().default(false).describe('You cannot go on without an answer.'),
      reply_to: z.string().optional().describe('Id of the message that this answers, such as "M-12".'),
    }),
    async run(session, {needs_reply: needsReply, reply_to: replyTo, ...message}) {
      const value = await execute<{message: string; recipients: readonly string[]}>(session, {
        type: 'message.send',
        ...message,
        needsReply,
        replyTo: replyTo ?? null,
      });
      return `${value.message} is on its way to ${value.recipients.join(', ')}.`;
    },
  }),
  defineTool({
    name: 'inbox',
    description: 'Your unread messages. Not needed as a rule: messages arrive by themselves.',
    input: z.object({}),
    async run(session) {
      const messages = await session.takeInbox();
      return messages.length > 0 ? messages.map(describeMessage).join('\n\n') : 'No unread messages.';
    },
  }),
];

function describeMessage(message: InboxMessage): string {
  const marks = [message.authority, message.priority, ...(message.needsReply ? ['needs a reply'] : [])].join(', ');
  const answers = message.replyTo === null ? '' : `, answers ${message.replyTo}`;
  // Each line of the body is marked as theirs, so that it cannot pass for one of ours.
  const body = message.body.split('\n').map((line) => `> ${line}`);
  return [`${message.id} from ${message.from} (${marks}${answers}): ${message.subject}`, ...body].join('\n');
}
