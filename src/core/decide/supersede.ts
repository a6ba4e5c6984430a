import type {EventBody} from '../events.ts';
import {openOverdue} from '../messages/reply-due.ts';
import type {Message, Team} from '../team.ts';
import {type Decision, nameOf, refuse, type Situation} from './decision.ts';

/** Why the message cannot take the place of the older one, or `null`. */
export function cannotReplace({team, actor}: Situation, message: Message): Decision | null {
  const {replaces: id} = message;
  if (!id) return null;
  const older = Object.hasOwn(team.messages, id) ? team.messages[id] : undefined;
  if (!older) return refuse('not-found', `There is no message ${id} that could still be replaced.`, 'Send it as a message of its own.');
  if (older.from !== nameOf(actor) && actor.kind !== 'human')
    return refuse('forbidden', `${id} is ${older.from}'s message: only its sender replaces it, or a person.`, `Write to ${older.from}.`);
  if (older.replacedBy) {
    const remedy = `Replace that one: --supersede ${older.replacedBy}`;
    return refuse('conflict', `${id} was replaced by ${older.replacedBy} already.`, remedy, {replacedBy: older.replacedBy});
  }
  // Whoever would lose the older one has to get the newer one.
  const left = Object.keys(older.deliveries).filter((one) => isThere(team, one) && !Object.hasOwn(message.deliveries, one));
  if (left.length === 0) return null;
  return refuse('invalid', `${id} went to ${left.join(', ')} too, who would not get this one.`, `Send it to the same: ${older.to}`, {left});
}

const isThere = (team: Team, recipient: string): boolean => recipient === 'human' || Object.hasOwn(team.sessions, recipient);

/** The recipients who never get the older message. What is on its way to one cannot be called back. */
export const supersededFor = (team: Team, {replaces}: Message): string[] =>
  Object.entries((replaces && team.messages[replaces]?.deliveries) || {})
    .filter(([, {state}]) => state === 'queued')
    .map(([recipient]) => recipient);

/** What follows from a message for the one whose place it takes. */
export function endOfReplaced(team: Team, message: Message): EventBody[] {
  const older = message.replaces ? team.messages[message.replaces] : undefined;
  if (!older) return [];
  const question = openOverdue(team, older);
  return [
    ...supersededFor(team, message).map(
      (recipient): EventBody => ({
        type: 'message.delivered',
        message: older.id,
        recipient,
        state: 'superseded',
        evidence: message.id,
      }),
    ),
    ...(question ? [{type: 'attention.withdrawn', attention: question.id, reason: `${message.id} took its place`} as const] : []),
  ];
}
