import type {Event, Verdict} from '../core/index.ts';
import type {AnsweredCommand, Journal, NewEvent, Snapshot, TimeAnchor} from './journal.ts';

/** A journal that lives as long as the process: for simulations and tests. */
export class MemoryJournal implements Journal {
  readonly #events: Event[] = [];
  readonly #verdicts = new Map<string, Verdict>();
  readonly #followers = new Set<() => void>();
  readonly #anchors = new Map<string, TimeAnchor>();
  #snapshot: string | null = null;

  position(): number {
    return this.#events.length;
  }

  append(expected: number, events: readonly NewEvent[], commands: readonly AnsweredCommand[]): boolean {
    if (expected !== this.#events.length) return false;
    // Copies, as from a disk: whoever changes what was appended must not change the record.
    for (const event of structuredClone(events)) this.#events.push({...event, position: this.#events.length + 1});
    for (const {actor, id, verdict} of structuredClone(commands)) {
      const key = keyOf(actor, id);
      if (!this.#verdicts.has(key)) this.#verdicts.set(key, verdict);
    }
    for (const follower of this.#followers) queueMicrotask(follower);
    return true;
  }

  read(from: number, limit: number): Event[] {
    return structuredClone(this.#events.slice(from, from + limit));
  }

  verdictOf(actor: string, command: string): Verdict | null {
    return this.#verdicts.get(keyOf(actor, command)) ?? null;
  }

  latestSnapshot(format: number): Snapshot | null {
    const snapshot = this.#snapshot === null ? null : (JSON.parse(this.#snapshot) as Snapshot);
    return snapshot?.format === format ? snapshot : null;
  }

  saveSnapshot(snapshot: Snapshot): void {
    this.#snapshot = JSON.stringify(snapshot);
  }

  anchor(boot: string, begin: () => TimeAnchor): TimeAnchor {
    const anchor = this.#anchors.get(boot) ?? begin();
    this.#anchors.set(boot, anchor);
    return anchor;
  }

  follow(listener: () => void): Disposable {
    this.#followers.add(listener);
    return {[Symbol.dispose]: () => this.#followers.delete(listener)};
  }

  /** Other users of the same object go on. */
  close(): void {}
}

/** No actor's name has a line end in it. */
const keyOf = (actor: string, command: string): string => `${actor}\n${command}`;
