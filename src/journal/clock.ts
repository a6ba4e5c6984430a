/** Both clocks of the machine. */
export interface Clock {
  /** Milliseconds since 1970. May be set back and forth by a person or by the network. */
  wall(): number;
  /** Milliseconds that only go forward, from an arbitrary beginning. */
  monotonic(): number;
}

export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
};

/**
 * Team time: begins at the wall clock, but never before the last event, and then only goes forward, by the monotonic clock. So setting the
 * wall clock ends no claim early and keeps none alive.
 */
export function startTeamTime(clock: Clock, lastEventAt: number): () => number {
  const begin = Math.max(clock.wall(), lastEventAt);
  const from = clock.monotonic();
  return () => Math.floor(begin + clock.monotonic() - from);
}
