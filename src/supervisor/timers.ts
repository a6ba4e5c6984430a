/** Named one-shot timers: setting one again replaces it, so that no late one of an older state can fire. */
export class Timers implements Disposable {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** `after` milliseconds from now, at most 24 days (the longest that a timer holds). */
  set(name: string, after: number, run: () => void): void {
    this.clear(name);
    const timer = setTimeout(
      () => {
        this.#timers.delete(name);
        run();
      },
      Math.min(Math.max(after, 0), 2 ** 31 - 1),
    );
    this.#timers.set(name, timer);
  }

  has(name: string): boolean {
    return this.#timers.has(name);
  }

  clear(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
