import type {Clock} from '../../src/journal/clock.ts';

/** The time of a machine that a simulation moves: the monotonic clock only goes forward, the wall clock is set as it pleases. */
export class SimulatedTime {
  monotonic = 0;
  /** What has to be added to get the wall clock. */
  offset = 1_700_000_000_000;
  boots = 1;

  pass(milliseconds: number): void {
    this.monotonic += milliseconds;
  }

  wall(): number {
    return Math.floor(this.offset + this.monotonic);
  }

  /** The machine is switched off and on again: its monotonic clock begins anew, and only the wall clock knows how long that took. */
  reboot(milliseconds: number): void {
    this.boots++;
    this.offset += this.monotonic + milliseconds;
    this.monotonic = 0;
  }

  clockOfProcess(): Clock {
    return {wall: () => this.wall(), monotonic: () => this.monotonic, boot: () => `boot ${this.boots}`};
  }
}
