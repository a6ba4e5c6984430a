import type {Message, MessageId} from '../team.ts';
import {cleanLine} from '../text.ts';

/** From so many on, reading them one by one costs more than it is worth. */
const FEWEST = 5;
/** Of a subject, in a list. Characters. */
const SUBJECT = 120;

/** A message by itself, or several of little weight as one. */
export type MailPart = {readonly message: Message} | {readonly digest: readonly Message[]};

/** Written to many, or of low priority, and nobody waits for an answer. What a person writes is always given whole. */
const isLight = ({to, priority, needsReply, authority}: Message): boolean =>
  (priority === 'low' || (priority === 'normal' && /^(all$|role:|tier:)/.test(to))) && !needsReply && authority !== 'human';

/**
 * Gathers what is light into one digest, where there is much of it. It stands at the place of its first message; a light one whose sender wrote
 * something weightier in between is left out of it, because the order of one sender is never changed.
 */
export function partsOf(messages: readonly Message[]): MailPart[] {
  const first = messages.findIndex(isLight);
  const digest: Message[] = [];
  const rest: Message[] = [];
  const between = new Set<string>();
  for (const message of messages.slice(Math.max(first, 0))) {
    if (isLight(message) && !between.has(message.from)) digest.push(message);
    else {
      between.add(message.from);
      rest.push(message);
    }
  }
  const alone = (message: Message): MailPart => ({message});
  if (digest.length < FEWEST) return messages.map(alone);
  return [...messages.slice(0, first).map(alone), {digest}, ...rest.map(alone)];
}

/** As many as there is room for, one line each. */
export function renderDigest(messages: readonly Message[], room: number): {text: string; included: MessageId[]} {
  const foot = '(End of the digest. Read one whole: inbox with its id as message, or in a shell harmony inbox M-N. No reply is needed.)';
  const lines: string[] = [];
  const included: MessageId[] = [];
  // The number of messages in the first line has at most so many digits.
  let left = room - headOf(99_999).length - foot.length - 2;
  for (const {id, from, to, subject, body} of messages) {
    const line = `| ${id} from ${from} to ${to}: ${cleanLine(subject || body, SUBJECT)}`;
    if (line.length + 1 > left) break;
    lines.push(line);
    included.push(id);
    left -= line.length + 1;
  }
  return {text: [headOf(included.length), ...lines, foot].join('\n'), included};
}

const headOf = (count: number): string => `Digest of ${count} messages to several or of low priority: subjects only`;
