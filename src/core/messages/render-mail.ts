import type {Message, MessageId} from '../team.ts';

/**
 * Messages as the text that is put into a session: who says what, and what can be done about it. Every line of a body begins with `| `, so that
 * no body can close its own frame or pass for a line of ours. What does not fit into `limit` characters stays for the next time.
 */
export function renderMail(messages: readonly Message[], limit: number): {text: string; included: MessageId[]} {
  const parts: string[] = [];
  const included: MessageId[] = [];
  let length = 0;
  for (const message of messages) {
    const part = renderMessage(message, limit - 200);
    if (included.length > 0 && length + part.length > limit - 200) break;
    parts.push(part);
    included.push(message.id);
    length += part.length + 1;
  }
  const rest = messages.length - included.length;
  if (rest > 0) parts.push(`(${rest} more ${rest === 1 ? 'message follows' : 'messages follow'}.)`);
  return {text: parts.join('\n'), included};
}

const AUTHORITY: Readonly<Record<Message['authority'], string>> = {
  human: 'the person who watches the team',
  delegator: 'who may delegate to you',
  peer: 'a teammate',
  harmony: 'Harmony itself',
};

function renderMessage(message: Message, limit: number): string {
  const subject = message.subject === '' ? '' : `: ${message.subject}`;
  const priority = message.priority === 'normal' ? '' : `, priority ${message.priority}`;
  const answer = message.replyTo ? `, in reply to ${message.replyTo}` : '';
  const reply = message.needsReply ? `A reply is asked for: send with reply_to ${message.id}.` : `No reply is needed.`;
  const body = message.body.length > limit ? `${message.body.slice(0, limit)}\n(cut; the whole message: the inbox tool)` : message.body;
  return [
    `Message ${message.id} from ${message.from} (${AUTHORITY[message.authority]}${priority}${answer})${subject}`,
    ...body.split('\n').map((line) => `| ${line}`),
    `(End of ${message.id}. ${reply})`,
  ].join('\n');
}
