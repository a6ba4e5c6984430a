import type {Team, Timestamp} from './team.ts';

/** When `time.pass` has something to do next. `null`: nothing is waiting for time. */
export const nextTimerAt = (team: Team): Timestamp | null =>
  earliest([...Object.values(team.claims).map(({expiresAt}) => expiresAt), ...Object.values(team.waits).map(({until}) => until)]);

const earliest = (times: readonly Timestamp[]): Timestamp | null =>
  times.reduce<Timestamp | null>((first, time) => (first === null || time < first ? time : first), null);
