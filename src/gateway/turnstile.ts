/** Lets so many through at a time, in the order they came. */
export class Turnstile {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#inside++;
    try {
      return await work();
    } finally {
      // The place goes to the next one by itself, so that nobody who comes now is before it.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inside--;
    }
  }
}
