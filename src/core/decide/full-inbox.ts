import {isUndelivered} from '../messages/delivery-steps.ts';
import {countUndelivered} from '../messages/mail-index.ts';
import type {Message, Team} from '../team.ts';
import {type Decision, refuse} from './decision.ts';

/** Nothing is dropped in silence: whoever sends too much is told. What takes the place of an undelivered message needs no room of its own. */
export function fullInbox(team: Team, message: Message): Decision | null {
  const replaced = message.replaces ? team.messages[message.replaces] : undefined;
  for (const recipient of Object.keys(message.deliveries)) {
    const waiting = countUndelivered(team, recipient);
    const freed = isUndelivered(replaced?.deliveries[recipient]?.state) ? 1 : 0;
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
