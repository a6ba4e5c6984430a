import type {TaskId, Team} from '../team.ts';
import {isOver} from './task-step.ts';

/** The ring that a task would close by waiting for these: `T-1, T-3, T-1`. `null`: there is none. */
export function cycleThrough({tasks}: Team, start: TaskId, after: readonly TaskId[]): TaskId[] | null {
  const seen = new Set<TaskId>();
  const paths = after.map((id) => [start, id]);
  for (let path = paths.pop(); path; path = paths.pop()) {
    const last = path.at(-1) ?? start;
    if (last === start) return path;
    if (seen.has(last)) continue;
    seen.add(last);
    for (const next of tasks[last]?.after ?? []) paths.push([...path, next]);
  }
  return null;
}

/** Unfinished tasks that wait for this one. */
export const dependentsOf = ({tasks}: Team, id: TaskId): TaskId[] =>
  Object.values(tasks)
    .filter((task) => !isOver(task) && task.after.includes(id))
    .map((task) => task.id);
