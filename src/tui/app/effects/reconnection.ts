/** First pause before another try, doubled each time up to the longest. Milliseconds: a restart of the supervisor takes about one second. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

export interface ReconnectionOptions<Client> {
  connect(): Promise<Client | null>;
  onConnected(client: Client): void;
  /** After each try that found nobody; `tries` counts them. */
  onAway(tries: number): void;
}

/** Tries to reach somebody again until it is there. */
export class Reconnection<Client extends Disposable> implements Disposable {
  readonly #options: ReconnectionOptions<Client>;
  #timer: NodeJS.Timeout | null = null;
  #tries = 0;
  #disposed = false;

  constructor(options: ReconnectionOptions<Client>) {
    this.#options = options;
  }

  start(): void {
    this.#tries = 0;
    this.#wait();
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #wait(): void {
    if (this.#disposed) return;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#tries);
    this.#timer = setTimeout(() => void this.#try(), pause);
  }

  async #try(): Promise<void> {
    // Whatever went wrong, the next try may not: a socket in the middle of its making, a version that is being installed.
    const client = await this.#options.connect().catch(() => null);
    if (this.#disposed) {
      client?.[Symbol.dispose]();
    } else if (client) {
      this.#options.onConnected(client);
    } else {
      this.#tries += 1;
      this.#options.onAway(this.#tries);
      this.#wait();
    }
  }
}
