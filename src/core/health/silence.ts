import type {Policy, Session, Team, Timestamp} from '../team.ts';
import {stateOf} from './session-state.ts';

export type Silence = NonNullable<Session['silence']>;

/** Only who works is expected to beat, and who was started and has not said a word yet: one that waits, rests or is paused has nothing to show. */
export const isExpectedToBeat = (session: Session): boolean =>
  session.life === 'running' && ['working', 'starting'].includes(stateOf(session));

/** How long nothing was heard of it, as far as that counts. Milliseconds. */
export const silentFor = (session: Session, now: Timestamp): number => Math.max(0, now - session.silentSince);

/** What its silence comes to by now. */
export function silenceOf(session: Session, {quietAfter, stuckAfter}: Policy, now: Timestamp): Silence | null {
  if (!isExpectedToBeat(session)) return null;
  const silent = silentFor(session, now);
  return silent > stuckAfter ? 'stuck' : silent > quietAfter ? 'quiet' : null;
}

/** When the silence of somebody comes to something else than it does now. `null`: nobody's does. */
export function nextSilenceAt({sessions, policy}: Team): Timestamp | null {
  let first: Timestamp | null = null;
  for (const session of Object.values(sessions)) {
    if (!isExpectedToBeat(session) || session.silence === 'stuck') continue;
    const at = session.silentSince + (session.silence === 'quiet' ? policy.stuckAfter : policy.quietAfter) + 1;
    if (first === null || at < first) first = at;
  }
  return first;
}

/** The part of a time that nobody could beat in does not count: the silence begins that much later. */
export function withoutUnattended(session: Session, from: Timestamp, until: Timestamp): Session {
  const lost = Math.max(0, until - Math.max(from, session.silentSince));
  return lost === 0 ? session : {...session, silentSince: session.silentSince + lost};
}
