import type {Message, MessageId} from '../team.ts';

/** For the line that says how many messages are left. Characters. */
const REST = 60;

/**
 * Messages as the text that is put into a session: who says what, and what can be done about it. Every line of a body begins with `| `, so that
 * no body can close its own frame or pass for a line of ours. The text has at most `limit` characters; what does not fit stays for the next time,
 * and a message that would never fit is cut.
 */
export function renderMail(messages: readonly Message[], limit: number): {text: string; included: MessageId[]} {
  const parts: string[] = [];
  const included: MessageId[] = [];
  let room = limit - REST;
  for (const message of messages) {
    const whole = renderMessage(message, Number.POSITIVE_INFINITY);
    if (whole.length > room && included.length > 0) break;
    const part = whole.length > room ? renderMessage(message, room) : whole;
    parts.push(part);
    included.push(message.id);
    room -= part.length + 1;
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

function renderMessage(message: Message, room: number): string {
  const subject = message.subject === '' ? '' : `: ${message.subject}`;
  const priority = message.priority === 'normal' ? '' : `, priority ${message.priority}`;
  const answer = message.replyTo ? `, in reply to ${message.replyTo}` : '';
  const head = `Message ${message.id} from ${message.from} (${AUTHORITY[message.authority]}${priority}${answer})${subject}`;
  const reply = message.needsReply ? `A reply is asked for: send with reply_to ${message.id}.` : 'No reply is needed.';
  const foot = `(End of ${message.id}. ${reply})`;
  const quoted = message.body
    .split('\n')
    .map((line) => `| ${line}`)
    .join('\n');
  if (head.length + quoted.length + foot.length + 2 <= room) return `${head}\n${quoted}\n${foot}`;
  const cut = `(Cut here: the whole text is in .harmony/messages/${message.id}.json.)`;
  const kept = quoted.slice(0, Math.max(0, room - head.length - foot.length - cut.length - 3));
  // Half of a character that takes two units is none.
  return `${head}\n${kept.replace(/[\ud800-\udbff]$/, '')}\n${cut}\n${foot}`;
}
