import type {CommandBody} from '../commands.ts';
import {isPleasantry, saysNothingNew} from '../messages/pleasantry.ts';
import {recipientsOf} from '../messages/recipients.ts';
import {remedyForName} from '../nearest-name.ts';
import type {Message, Team} from '../team.ts';
import {cleanText} from '../text.ts';
import {type Decision, nameOf, refuse, type Situation} from './decision.ts';
import {LONGEST_SUBJECT} from './message-of.ts';

/** Characters. */
const LONGEST_BODY = 64 * 1024;
/** A month: whoever waits longer does not wait. Milliseconds. */
const LONGEST_WAIT = 30 * 86_400_000;

/** Why this cannot be sent, or `null`. */
export function problemWith({team, actor}: Situation, message: Extract<CommandBody, {type: 'message.send'}>): Decision | null {
  const {to, subject, body, replyTo, replyWithin, needsReply} = message;
  if (body.length > LONGEST_BODY) {
    return refuse(
      'invalid',
      `A message of ${body.length} characters; ${LONGEST_BODY} is the most.`,
      'Write it to a file and send its path.',
    );
  }
  if (subject.length > LONGEST_SUBJECT)
    return refuse('invalid', `A subject of ${subject.length} characters; ${LONGEST_SUBJECT} is the most.`, 'Shorten it.');
  if (cleanText(body).trim() === '' && cleanText(subject).trim() === '')
    return refuse('invalid', 'The message is empty.', 'Say something.');
  if (replyWithin !== undefined && needsReply === false)
    return refuse('invalid', 'There is a deadline for a reply that is not needed.', 'Leave one of the two out.');
  if (replyWithin !== undefined && !(replyWithin > 0 && replyWithin <= LONGEST_WAIT))
    return refuse('invalid', `A reply within ${replyWithin} ms is not possible.`, 'Give a time of up to 30 days.');
  if (to === nameOf(actor)) return refuse('invalid', 'That is you.', 'Send it to somebody else.');
  const recipients = recipientsOf(team, to, nameOf(actor));
  if (recipients === null) return nobodyCalled(team, to);
  if (recipients.length === 0) return refuse('not-found', `There is nobody else in ${to}.`, 'Send to a session, to all, or to human.');
  const original = replyTo ? receivedMessage(team, replyTo, nameOf(actor)) : null;
  if (replyTo && !original) return noSuchMessage(replyTo);
  // A person's "ok" is a decision; a session's, to something that was no question, only costs the other a turn.
  if (actor.kind !== 'session' || !isPleasantry(cleanText(body), [to])) return null;
  const answered = original ?? lastFrom(team, to, actor.session);
  if (answered && !asksSomething(answered) && saysNothingNew(message, answered)) {
    return refuse('invalid', `${answered.id} asks for no reply, and this one says nothing new.`, 'Nothing has to be sent.');
  }
  return null;
}

/** A message that this recipient was sent. */
export const receivedMessage = (team: Team, id: string, recipient: string): Message | null => {
  const message = Object.hasOwn(team.messages, id) ? team.messages[id] : undefined;
  return message && Object.hasOwn(message.deliveries, recipient) ? message : null;
};

export const noSuchMessage = (id: string): Decision =>
  refuse('not-found', `You have no message ${id} to reply to.`, 'See: harmony inbox --all');

const asksSomething = ({needsReply, subject, body}: Message): boolean => needsReply || body.includes('?') || subject.includes('?');

/** The newest message from the one to the other: what a thanks without a reference is for. */
const lastFrom = (team: Team, sender: string, recipient: string): Message | undefined =>
  Object.values(team.messages).findLast(({from, deliveries}) => from === sender && Object.hasOwn(deliveries, recipient));

function nobodyCalled(team: Team, to: string): Decision {
  const sessions = Object.values(team.sessions).map(({id}) => id);
  const groups = [...new Set(Object.values(team.sessions).flatMap(({role, tier}) => [`role:${role}`, `tier:${tier}`]))];
  const remedy = remedyForName(to, [...sessions, ...groups, 'all', 'human']);
  return refuse('not-found', `There is no "${to}" to send to.`, remedy, {sessions});
}
