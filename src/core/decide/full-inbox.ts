import {countUndelivered} from '../messages/mail-index.ts';
import type {Message, Team} from '../team.ts';
import {type Decision, refuse} from './decision.ts';

/** Nothing is dropped in silence: whoever sends too much is told. What takes the place of a message that is not on its way needs no room. */
export function fullInbox(team: Team, message: Message): Decision | null {
  const replaced = message.replaces ? team.messages[message.replaces] : undefined;
  for (const recipient of Object.keys(message.deliveries)) {
    const waiting = countUndelivered(team, recipient);
    const freed = replaced?.deliveries[recipient]?.state === 'queued' ? 1 : 0;
    if (waiting - freed >= team.policy.inboxLimit) {
      return refuse(
        'full',
        `${recipient} has ${waiting} messages that it did not get yet.`,
        'Wait until it has read them, or ask a person.',
        {recipient, waiting},
      );
    }
  }
  return null;
}
