import {stateOf} from '../health/session-state.ts';
import type {Task, Team, Timestamp} from '../team.ts';
import {isOwned} from './task-step.ts';

/** When the task goes to somebody else unless there is a sign of its owner before. `null`: not while it waits, is paused, or is not there. */
export function silentAt(team: Team, task: Task): Timestamp | null {
  const owner = task.owner === null ? undefined : team.sessions[task.owner];
  if (owner?.life !== 'running' || !isOwned(task) || task.checking) return null;
  const state = stateOf(owner);
  if (state === 'waiting' || state === 'paused') return null;
  return Math.max(owner.silentSince, owner.since, task.updatedAt) + team.policy.taskSilence;
}
