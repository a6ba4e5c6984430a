import type {Event, Verdict} from '../core/index.ts';
import type {AnsweredCommand, Journal, NewEvent, Snapshot} from './journal.ts';

/** A journal that lives as long as the process: for simulations and tests. */
export class MemoryJournal implements Journal {
  readonly #events: Event[] = [];
  readonly #verdicts = new Map<string, Verdict>();
  readonly #followers = new Set<() => void>();
  #snapshot: string | null = null;

  position(): number {
    return this.#events.length;
  }

  append(expected: number, events: readonly NewEvent[], commands: readonly AnsweredCommand[]): boolean {
    if (expected !== this.#events.length) return false;
    // Copies, as from a disk: whoever changes what was appended must not change the record.
    for (const event of structuredClone(events)) this.#events.push({...event, position: this.#events.length + 1});
    for (const {id, verdict} of structuredClone(commands)) if (!this.#verdicts.has(id)) this.#verdicts.set(id, verdict);
    for (const follower of this.#followers) queueMicrotask(follower);
    return true;
  }

  read(from: number, limit: number): Event[] {
    return structuredClone(this.#events.slice(from, from + limit));
  }

  verdictOf(command: string): Verdict | null {
    return this.#verdicts.get(command) ?? null;
  }

  latestSnapshot(format: number): Snapshot | null {
    const snapshot = this.#snapshot === null ? null : (JSON.parse(this.#snapshot) as Snapshot);
    return snapshot?.format === format ? snapshot : null;
  }

  saveSnapshot(snapshot: Snapshot): void {
    this.#snapshot = JSON.stringify(snapshot);
  }

  follow(listener: () => void): Disposable {
    this.#followers.add(listener);
    return {[Symbol.dispose]: () => this.#followers.delete(listener)};
  }

  /** Other users of the same object go on. */
  close(): void {}
}
