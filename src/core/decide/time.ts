import {writeResource} from '../claims/resource.ts';
import type {EventBody} from '../events.ts';
import {silentAt} from '../tasks/silence.ts';
import type {Task} from '../team.ts';
import {waitEnd} from './claim-line.ts';
import {accept, type Decision, type Situation} from './decision.ts';
import {inShort} from './obstacle.ts';
import {overdueReplies} from './overdue-replies.ts';
import {silences} from './silence.ts';
import {type Count, lostBy, takenFrom} from './task-loss.ts';

/** Writes down the end of what has expired, asks for answers that are overdue, notices who is silent, and takes tasks from those who show no sign of themselves. */
export function passTime(situation: Situation): Decision {
  const {team} = situation;
  const count: Count = {messages: 0, questions: 0};
  return accept(null, [
    ...expiredClaims(situation),
    ...overWaits(situation, count),
    ...overdueReplies(situation, count),
    ...silences(situation, count),
    ...Object.values(team.tasks).flatMap((task) => fromTheSilent(situation, task, count)),
  ]);
}

const expiredClaims = ({team, now}: Situation): EventBody[] =>
  Object.values(team.claims)
    .filter((claim) => claim.expiresAt <= now)
    .map(({id}) => ({type: 'claim.ended', claim: id, how: 'expired', by: 'harmony'}));

const overWaits = (situation: Situation, count: Count): EventBody[] =>
  Object.values(situation.team.waits)
    .filter((wait) => wait.until <= situation.now)
    .flatMap((wait) => {
      if (wait.tell === 'message') count.messages++;
      const subject = `${wait.id} has ended: ${inShort(wait.resources.map(writeResource))} did not become free in time`;
      const body = 'See who holds it with status; ask them by message, wait again, or do something else first.';
      return waitEnd(situation, wait, 'timed-out', null, [subject, body], count.messages);
    });

function fromTheSilent(situation: Situation, task: Task, count: Count): EventBody[] {
  const at = silentAt(situation.team, task);
  if (at === null || at > situation.now || task.owner === null) return [];
  const reason = `${task.owner} showed no sign of work for ${Math.round(situation.team.policy.taskSilence / 60_000)} minutes`;
  return [takenFrom(situation, task, task.owner, reason, count), ...lostBy(situation, task, reason, count)];
}
