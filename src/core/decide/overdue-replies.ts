import type {EventBody} from '../events.ts';
import {awaitingReply} from '../messages/mail-index.ts';
import {overdueKey, replyDueAt, whoOwesReply} from '../messages/reply-due.ts';
import type {Attention, Message} from '../team.ts';
import {inUtc} from '../text.ts';
import type {Situation} from './decision.ts';
import {messageOf} from './message-of.ts';
import type {Count} from './task-loss.ts';

/** Deadlines that have passed without an answer: a person is asked to look, and the sender is told, once for each message. */
export function overdueReplies(situation: Situation, count: Count): EventBody[] {
  const {team, now} = situation;
  const overdue = awaitingReply(team).filter((message) => (replyDueAt(message) ?? Number.POSITIVE_INFINITY) <= now);
  return overdue.flatMap((message): EventBody[] => {
    const owing = whoOwesReply(message);
    const told = Object.hasOwn(team.sessions, message.from);
    count.questions++;
    if (told) count.messages++;
    return [
      {type: 'message.overdue', message: message.id, recipients: owing},
      {type: 'attention.raised', attention: questionOf(situation, message, owing, count.questions)},
      ...(told ? [{type: 'message.sent', message: noticeOf(situation, message, owing, count.messages)} as const] : []),
    ];
  });
}

const questionOf = ({team, now}: Situation, message: Message, owing: readonly string[], offset: number): Attention => ({
  id: `A-${team.counters.attention + offset}`,
  kind: 'delivery',
  // Not the session's own question: it would be withdrawn when the session ends, and the answer is missing all the same.
  session: null,
  title: `No answer to ${message.id} from ${owing.join(', ')}: ${message.subject || 'no subject'}`.slice(0, 200),
  detail: `${message.from} needs it and waits since ${inUtc(message.sentAt)}; it was due by ${inUtc(message.replyBy ?? now)}. ${waysOf(message, owing)} An answer clears this by itself. Its whole way: harmony trace ${message.id}`,
  choices: [{id: 'ok', label: 'Understood'}],
  key: overdueKey(message.id),
  raisedAt: now,
  state: 'open',
  answer: null,
});

const waysOf = ({deliveries}: Message, owing: readonly string[]): string =>
  owing.map((recipient) => `${recipient}: ${deliveries[recipient]?.state ?? 'queued'}.`).join(' ');

const noticeOf = (situation: Situation, message: Message, owing: readonly string[], offset: number): Message =>
  messageOf(
    situation,
    {
      type: 'message.send',
      to: message.from,
      subject: `No answer yet to ${message.id}: ${message.subject}`.slice(0, 200),
      body: `${waysOf(message, owing)} A person was told. Go on with what does not need the answer.`,
      priority: 'high',
    },
    offset,
  );
