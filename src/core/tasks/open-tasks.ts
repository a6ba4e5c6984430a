import type {Situation} from '../decide/decision.ts';
import {assignmentOf, reviewRequest} from '../decide/task-words.ts';
import type {EventBody} from '../events.ts';
import type {Task, Team} from '../team.ts';
import {bestFor} from './fit.ts';
import {reviewerFor} from './review.ts';
import {isReady} from './task-step.ts';

/**
 * Gives ready tasks that are meant for somebody to whoever fits and is there now, and finished ones to a reviewer; what is for anybody waits to
 * be taken. One at a time: the next decision sees this one's load and message number.
 */
export function assignOpenTasks(situation: Situation): EventBody[] {
  const {team} = situation;
  for (const task of Object.values(team.tasks)) {
    const events = assign(situation, team, task);
    if (events.length > 0) return events;
  }
  return [];
}

function assign(situation: Situation, team: Team, task: Task): EventBody[] {
  if (task.state === 'review' && task.reviewer === null) {
    const reviewer = reviewerFor(team, task);
    const {summary, evidence} = task.result ?? {summary: '', evidence: ''};
    return reviewer ? reviewRequest(situation, task, reviewer.id, summary, evidence, 1) : [];
  }
  if (task.to === '*' || !isReady(team, task)) return [];
  const owner = bestFor(team, task);
  if (!owner) return [];
  const message = assignmentOf(situation, task, owner.id, 1);
  return [
    {type: 'message.sent', message},
    {type: 'task.assigned', task: task.id, owner: owner.id, message: message.id, reason: `${owner.id} fits and is there`},
  ];
}

export const hasOpenTasks = (team: Team): boolean =>
  Object.values(team.tasks).some((task) => task.state === 'open' || (task.state === 'review' && task.reviewer === null));
