import {nextSilenceAt, nextTimerAt, type Team} from '../core/index.ts';
import type {Timers} from './timers.ts';

/** When a journal that could not be written is tried again. Milliseconds. */
const RETRY = 5_000;
/** How long at most between two looks while somebody is expected to beat: what is lost unseen of a pause is no more than that. Milliseconds. */
const LOOK = 5_000;
/** A look that comes so much too late was not late by chance: the machine slept, or this process was stopped. Milliseconds. */
const LATE = 5_000;

export interface PassingTimeHost {
  readonly team: Team;
  now(): number;
  pass(): Promise<unknown>;
  unattended(from: number, until: number): Promise<unknown>;
}

/** One timer, for what time does next: none runs where nothing waits for it. It also notices time in which nobody was here to listen. */
export class PassingTime {
  readonly #host: PassingTimeHost;
  readonly #timers: Timers;
  /** When the timer is to go off. */
  #expected: number | null = null;

  constructor(host: PassingTimeHost, timers: Timers) {
    this.#host = host;
    this.#timers = timers;
  }

  /** Nobody listened between the last event and this start. */
  begin(lastEventAt: number): void {
    this.#expected = lastEventAt;
    this.#noticeGap();
  }

  arm(): void {
    // Whatever woke this process up, be it a hook: first what was slept through.
    this.#noticeGap();
    const {team} = this.#host;
    const at = nextTimerAt(team);
    if (at === null) {
      this.#expected = null;
      this.#timers.clear('time');
      return;
    }
    const wait = at - this.#host.now() + 1;
    this.#wake(nextSilenceAt(team) === null ? wait : Math.min(wait, LOOK));
  }

  #wake(after: number): void {
    this.#expected = this.#host.now() + Math.max(0, after);
    this.#timers.set('time', after, () => {
      this.#noticeGap();
      const at = nextTimerAt(this.#host.team);
      if (at === null || at > this.#host.now()) this.arm();
      // With a full disk nothing can be written down now: it has happened all the same, and is noted later.
      else
        this.#host.pass().then(
          () => this.arm(),
          () => this.#wake(RETRY),
        );
    });
  }

  #noticeGap(): void {
    const from = this.#expected;
    const until = this.#host.now();
    if (from === null || until - from <= LATE) return;
    this.#expected = null;
    // Ahead of everything else that is queued from now on. Where it cannot be written down, somebody is called quiet too early.
    this.#host.unattended(from, until).catch(() => {});
  }
}
