import type {EventBody} from '../events.ts';
import {silentAt} from '../tasks/silence.ts';
import type {Task} from '../team.ts';
import {accept, type Decision, type Situation} from './decision.ts';
import {type Count, lostBy, takenFrom} from './task-loss.ts';

/** Writes down the end of what has expired, and takes tasks from those who show no sign of themselves. */
export function passTime(situation: Situation): Decision {
  const {team, now} = situation;
  const count: Count = {messages: 0, questions: 0};
  return accept(null, [
    ...Object.values(team.claims)
      .filter((claim) => claim.expiresAt <= now)
      .map((claim): EventBody => ({type: 'claim.ended', claim: claim.id, how: 'expired', by: 'harmony'})),
    ...Object.values(team.tasks).flatMap((task) => fromTheSilent(situation, task, count)),
  ]);
}

function fromTheSilent(situation: Situation, task: Task, count: Count): EventBody[] {
  const at = silentAt(situation.team, task);
  if (at === null || at > situation.now || task.owner === null) return [];
  const reason = `${task.owner} showed no sign of work for ${Math.round(situation.team.policy.taskSilence / 60_000)} minutes`;
  return [takenFrom(situation, task, task.owner, reason, count), ...lostBy(situation, task, reason, count)];
}
