import type {Message, MessageId} from '../team.ts';
import {inUtc} from '../text.ts';
import {type MailPart, partsOf, renderDigest} from './digest.ts';

/** For the line that says how many messages are left. Characters. */
const REST = 60;

/**
 * Messages as the text that is put into a session: who says what, and what can be done about it. Every line of a body begins with `| `, so that
 * no body can close its own frame or pass for a line of ours. The text has at most `limit` characters; what does not fit stays for the next time,
 * and a message that would never fit is cut. Where much of little weight waits, it comes as one digest.
 */
export function renderMail(messages: readonly Message[], limit: number): {text: string; included: MessageId[]} {
  const parts: string[] = [];
  const included: MessageId[] = [];
  let room = limit - REST;
  for (const part of partsOf(messages)) {
    const rendered = renderPart(part, room, included.length === 0);
    if (!rendered) break;
    parts.push(rendered.text);
    included.push(...rendered.included);
    room -= rendered.text.length + 1;
    // What did not fit has to come before anything later of the same sender.
    if ('digest' in part && rendered.included.length < part.digest.length) break;
  }
  const rest = messages.length - included.length;
  if (rest > 0) parts.push(`(${rest} more ${rest === 1 ? 'message follows' : 'messages follow'}.)`);
  return {text: parts.join('\n'), included};
}

/** `null`: there is no room for it. The first of all is cut to what there is. */
function renderPart(part: MailPart, room: number, isFirst: boolean): {text: string; included: readonly MessageId[]} | null {
  if ('digest' in part) {
    const digest = renderDigest(part.digest, room);
    return digest.included.length > 0 ? digest : isFirst && part.digest[0] ? renderPart({message: part.digest[0]}, room, true) : null;
  }
  const whole = renderMessage(part.message, Number.POSITIVE_INFINITY);
  if (whole.length > room && !isFirst) return null;
  return {text: whole.length > room ? renderMessage(part.message, room) : whole, included: [part.message.id]};
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
  const replaces = message.replaces ? `, replaces ${message.replaces}, which no longer holds` : '';
  const head = `Message ${message.id} from ${message.from} (${AUTHORITY[message.authority]}${priority}${answer}${replaces})${subject}`;
  const by = message.replyBy ? ` by ${inUtc(message.replyBy)}` : '';
  const reply = message.needsReply ? `A reply is asked for${by}: send with reply_to ${message.id}.` : 'No reply is needed.';
  const foot = `(End of ${message.id}. ${reply})`;
  const quoted = message.body
    .split('\n')
    .map((line) => `| ${line}`)
    .join('\n');
  if (head.length + quoted.length + foot.length + 2 <= room) return `${head}\n${quoted}\n${foot}`;
  const cut = `(Cut here. The whole of it: inbox with message ${message.id}, or in a shell harmony inbox ${message.id}.)`;
  const kept = quoted.slice(0, Math.max(0, room - head.length - foot.length - cut.length - 3));
  // Half of a character that takes two units is none.
  return `${head}\n${kept.replace(/[\ud800-\udbff]$/, '')}\n${cut}\n${foot}`;
}
