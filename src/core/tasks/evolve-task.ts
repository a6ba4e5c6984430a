import type {EventBody} from '../events.ts';
import {forgetOldest, numberOf} from '../records.ts';
import type {Task, Team, Timestamp} from '../team.ts';
import {isOver} from './task-step.ts';

type TaskEvent = Extract<EventBody, {type: `task.${string}`}>;

/** What a task of a journal from before there was more to a task is taken to have. */
const OLDER_TASK = {
  phase: null,
  check: null,
  reviewBy: null,
  reviewer: null,
  priority: 'normal',
  tier: null,
  expertise: [],
  after: [],
  lastOwner: null,
} as const;

/** Folds an event of a task's life. */
export function evolveTask(team: Team, body: TaskEvent, at: Timestamp): void {
  if (body.type === 'task.created') {
    const older = {...OLDER_TASK, acceptanceFrom: body.task.from};
    team.tasks[body.task.id] = {...older, ...body.task};
    team.counters.task = Math.max(team.counters.task, numberOf(body.task.id));
    // A person may want another attempt at one that failed: then it waits for the same again.
    const needed = new Set(Object.values(team.tasks).flatMap((task) => (isOver(task) && task.state !== 'failed' ? [] : task.after)));
    forgetOldest(team.tasks, (task) => isOver(task) && !needed.has(task.id));
    return;
  }
  const task = team.tasks[body.task];
  if (task) team.tasks[body.task] = {...task, ...changeOf(task, body), updatedAt: at};
}

function changeOf(task: Task, body: Exclude<TaskEvent, {type: 'task.created'}>): Partial<Task> {
  switch (body.type) {
    case 'task.assigned':
      return {
        owner: body.owner,
        message: body.message ?? task.message,
        state: body.owner === null ? 'open' : 'assigned',
        attempts: task.attempts + (body.owner === null ? 0 : 1),
        lastOwner: body.owner === null ? task.owner : task.lastOwner,
        learnt: body.owner === null ? body.reason : task.learnt,
        checking: null,
        reviewer: null,
        result: null,
      };
    case 'task.accepted':
      return {state: 'accepted'};
    case 'task.changed':
      return body.changes;
    case 'task.finishRequested':
      return {checking: {summary: body.summary}};
    case 'task.checkFailed':
      return {checking: null, learnt: body.evidence};
    case 'task.reviewRequested':
      return {state: 'review', reviewer: body.reviewer, checking: null, result: {summary: body.summary, evidence: body.evidence}};
    case 'task.rejected':
      return {state: 'accepted', reviewer: null, result: null, learnt: body.reasons};
    case 'task.cancelled':
      return {state: 'cancelled', checking: null, reviewer: null, result: {summary: body.reason, evidence: `said by ${body.by}`}};
    case 'task.finished':
      return {state: body.outcome, checking: null, reviewer: null, result: {summary: body.summary, evidence: body.evidence}};
  }
}
