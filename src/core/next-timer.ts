import {nextSilenceAt} from './health/silence.ts';
import type {Team, Timestamp} from './team.ts';

/** When `time.pass` has something to do next. `null`: nothing is waiting for time. */
export const nextTimerAt = (team: Team): Timestamp | null =>
  Object.values(team.claims).reduce<Timestamp | null>(
    (first, {expiresAt}) => (first === null || expiresAt < first ? expiresAt : first),
    nextSilenceAt(team),
  );
