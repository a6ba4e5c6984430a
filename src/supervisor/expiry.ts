import {nextTimerAt, type Team} from '../core/index.ts';
import type {Timers} from './timers.ts';

/** When a journal that could not be written is tried again. Milliseconds. */
const RETRY = 5_000;

/** One timer, for what expires next: none runs where nothing does. */
export class Expiry {
  readonly #team: Team;
  readonly #now: () => number;
  readonly #timers: Timers;
  readonly #pass: () => Promise<unknown>;

  constructor(team: Team, now: () => number, timers: Timers, pass: () => Promise<unknown>) {
    this.#team = team;
    this.#now = now;
    this.#timers = timers;
    this.#pass = pass;
  }

  arm(): void {
    const at = nextTimerAt(this.#team);
    if (at === null) this.#timers.clear('expiry');
    else this.#passAfter(at - this.#now() + 1);
  }

  #passAfter(milliseconds: number): void {
    this.#timers.set('expiry', milliseconds, () => {
      // With a full disk nothing can be written down now: the claims have expired all the same, and their end is noted later.
      this.#pass().catch(() => this.#passAfter(RETRY));
    });
  }
}
