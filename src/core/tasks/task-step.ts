import type {Session, Task, TaskId, Team} from '../team.ts';

/** The one word that is shown for a task. `blocked`: something has to be done before it. */
export type TaskStep = Exclude<Task['state'], 'open'> | 'blocked' | 'ready' | 'checking';

export const isOver = ({state}: Task): boolean => state === 'done' || state === 'failed' || state === 'cancelled';

/** Somebody has it and works on it, or is to. */
export const isOwned = ({state}: Task): boolean => state === 'assigned' || state === 'accepted';

/** A session has something to do for it. */
export const isOpenFor = (task: Task, session: Session['id']): boolean =>
  (task.owner === session && isOwned(task)) || (task.state === 'review' && task.reviewer === session);

/** What has to be done before it. One that was cancelled is not needed; one that failed still is. */
export const waitsFor = ({tasks}: Team, task: Task): TaskId[] =>
  task.after.filter((id) => {
    const before = tasks[id];
    return before !== undefined && before.state !== 'done' && before.state !== 'cancelled';
  });

export const isReady = (team: Team, task: Task): boolean => task.state === 'open' && waitsFor(team, task).length === 0;

export function stepOf(team: Team, task: Task): TaskStep {
  if (task.state === 'open') return isReady(team, task) ? 'ready' : 'blocked';
  return isOwned(task) && task.checking ? 'checking' : task.state;
}
