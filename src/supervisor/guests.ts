import type {CommandBody, Session, Team} from '../core/index.ts';
import {isAlive} from '../platform/process-identity.ts';

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
    if (this.#timer || this.#disposed || this.#present().length === 0) return;
    this.#timer = setTimeout(() => void this.#look(), this.#every);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    try {
      for (const {id, incarnation, process} of this.#present()) {
        if (process && !isAlive(process))
          await this.#host.execute({type: 'session.exited', session: id, incarnation, code: null, signal: null});
      }
    } catch {
      // It could not be written down now: the next look finds the same.
    } finally {
      this.#timer = null;
      this.watch();
    }
  }

  #present(): Session[] {
    return Object.values(this.#host.team.sessions).filter(
      ({origin, life, process}) => origin === 'joined' && life === 'running' && process !== null,
    );
  }
}
