import {gateBefore} from '../phases.ts';
import type {Session, Task, Team} from '../team.ts';

/** The one word that is shown for a task. `blocked`: something has to be done before it. */
export type TaskStep = Exclude<Task['state'], 'open'> | 'blocked' | 'ready' | 'checking';

export const isOver = ({state}: Task): boolean => state === 'done' || state === 'failed' || state === 'cancelled';

/** Somebody has it and works on it, or is to. */
export const isOwned = ({state}: Task): boolean => state === 'assigned' || state === 'accepted';

/** A session has something to do for it. */
export const isOpenFor = (task: Task, session: Session['id']): boolean =>
  (task.owner === session && isOwned(task)) || (task.state === 'review' && task.reviewer === session);

/** What has to be before it: tasks by their ids, and the gate of an earlier phase. A task that was cancelled is not needed; one that failed still is. */
export function waitsFor(team: Team, task: Task): string[] {
  const gate = gateBefore(team, task);
  const before = task.after.filter((id) => {
    const state = team.tasks[id]?.state ?? 'done';
    return state !== 'done' && state !== 'cancelled';
  });
  return gate === null ? before : [`the gate of ${gate}`, ...before];
}

export const isReady = (team: Team, task: Task): boolean => task.state === 'open' && waitsFor(team, task).length === 0;

export function stepOf(team: Team, task: Task): TaskStep {
  if (task.state === 'open') return isReady(team, task) ? 'ready' : 'blocked';
  return isOwned(task) && task.checking ? 'checking' : task.state;
}
