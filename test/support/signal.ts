/** Something that changes, and tests that wait for it to have changed: no sleeping, no polling. */
export class Signal {
  readonly #listeners = new Set<() => void>();

  notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Resolves with the first value that is not `undefined`, `null` or `false`: now, or after a change. */
  until<T>(look: () => T | undefined | null | false): Promise<T> {
    const now = look();
    if (now !== undefined && now !== null && now !== false) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const listener = (): void => {
        try {
          const value = look();
          if (value === undefined || value === null || value === false) return;
          this.#listeners.delete(listener);
          resolve(value);
        } catch (error) {
          this.#listeners.delete(listener);
          reject(error);
        }
      };
      this.#listeners.add(listener);
    });
  }
}
