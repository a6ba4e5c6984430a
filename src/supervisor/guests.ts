import {endsOfGuests, guestsOf} from '../coordination/guests.ts';
import type {CommandBody, Team} from '../core/index.ts';

/** Nothing tells of the end of a process that is not one's child. Quick enough for a claim that somebody waits for. Milliseconds. */
const LOOK_EVERY = 5_000;

interface GuestHost {
  readonly team: Team;
  execute(body: CommandBody): Promise<unknown>;
}

/** Sessions that a person started by hand: they end with the process that they joined with. Looks only while there are such. */
export class Guests implements Disposable {
  readonly #host: GuestHost;
  readonly #every: number;
  #timer: NodeJS.Timeout | null = null;
  #disposed = false;

  constructor(host: GuestHost, every: number = LOOK_EVERY) {
    this.#host = host;
    this.#every = every;
  }

  /** To be called when the team has changed. */
  watch(): void {
    if (this.#timer || this.#disposed || guestsOf(this.#host.team).length === 0) return;
    this.#timer = setTimeout(() => void this.#look(), this.#every);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    try {
      for (const end of endsOfGuests(this.#host.team)) await this.#host.execute(end);
    } catch {
      // It could not be written down now: the next look finds the same.
    } finally {
      this.#timer = null;
      this.watch();
    }
  }
}
