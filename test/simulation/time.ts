import type {Clock} from '../../src/journal/clock.ts';

/** The time of a machine that a simulation moves: the monotonic clock only goes forward, the wall clock is set as it pleases. */
export class SimulatedTime {
  monotonic = 0;
  /** What has to be added to get the wall clock. */
  offset = 1_700_000_000_000;

  pass(milliseconds: number): void {
    this.monotonic += milliseconds;
  }

  wall(): number {
    return Math.floor(this.offset + this.monotonic);
  }

  /** As a process sees it that begins now: its monotonic clock counts from its own start. */
  clockOfProcess(): Clock {
    const begin = this.monotonic;
    return {wall: () => this.wall(), monotonic: () => this.monotonic - begin};
  }
}
