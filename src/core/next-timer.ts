import {silentAt} from './tasks/silence.ts';
import type {Team, Timestamp} from './team.ts';

/** When `time.pass` has something to do next. `null`: nothing is waiting for time. */
export function nextTimerAt(team: Team): Timestamp | null {
  let first: Timestamp | null = null;
  for (const {expiresAt} of Object.values(team.claims)) if (first === null || expiresAt < first) first = expiresAt;
  for (const task of Object.values(team.tasks)) {
    const at = silentAt(team, task);
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}
