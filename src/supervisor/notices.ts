/** Problems that are shown until they are gone: a configuration that does not load, a projection that cannot be written. */
export class Notices {
  readonly #texts = new Map<string, string>();
  readonly #changed: (text: string | null) => void;

  /** `changed` gets a new problem, or `null` when one is gone. */
  constructor(changed: (text: string | null) => void) {
    this.#changed = changed;
  }

  get all(): readonly string[] {
    return [...this.#texts.values()];
  }

  /** `null`: it is gone. */
  set(key: string, text: string | null): void {
    if (text === null ? !this.#texts.delete(key) : this.#texts.get(key) === text) return;
    if (text !== null) this.#texts.set(key, text);
    this.#changed(text);
  }
}
