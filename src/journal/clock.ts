import {bootOfThisMachine} from './boot.ts';
import {type Journal, JournalError, type TimeAnchor} from './journal.ts';

/** Both clocks of the machine. */
export interface Clock {
  /** Milliseconds since 1970. May be set back and forth by a person or by the network. */
  wall(): number;
  /** Milliseconds that only go forward, from an arbitrary beginning: the same one for all processes of a boot. */
  monotonic(): number;
  /** Which boot the monotonic clock counts in. `null`: that cannot be told here. */
  boot(): string | null;
}

export const systemClock: Clock = {
  wall: () => Date.now(),
  // Of the machine, where performance.now() begins with the process. On Linux it stands still while the machine sleeps, and so do claims.
  monotonic: () => Number(process.hrtime.bigint() / 1_000n) / 1_000,
  boot: bootOfThisMachine,
};

/**
 * Team time only goes forward, by the monotonic clock. The first process of a boot writes down what it counts from, and all others of that boot
 * count from there: setting the wall clock ends no claim early and keeps none alive, in whichever process is asked. Where the boot cannot be
 * told, that holds within each process only.
 */
export function startTeamTime(clock: Clock, journal: Journal, last: {readonly at: number; readonly wall: number} | null): () => number {
  const boot = clock.boot();
  const begin = (): TimeAnchor => ({at: beginningOfBoot(clock.wall(), last), monotonic: clock.monotonic()});
  const anchor = boot === null ? begin() : anchorOf(journal, boot, begin);
  return () => Math.floor(anchor.at + clock.monotonic() - anchor.monotonic);
}

/** After the last event by as much as the wall clock has gone on since: not at all, where it was set back meanwhile. */
const beginningOfBoot = (wall: number, last: {readonly at: number; readonly wall: number} | null): number =>
  last === null ? wall : last.at + Math.max(0, wall - last.wall);

function anchorOf(journal: Journal, boot: string, begin: () => TimeAnchor): TimeAnchor {
  try {
    return journal.anchor(boot, begin);
  } catch (error) {
    // A team starts on a full disk, too: nothing can be granted there by anybody, and the next process writes the anchor.
    if (error instanceof JournalError && error.kind === 'full') return begin();
    throw error;
  }
}
