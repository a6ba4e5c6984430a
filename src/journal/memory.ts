import type {Event, Verdict} from '../core/index.ts';
import type {AnsweredCommand, Journal, NewEvent, Snapshot} from './journal.ts';

/** A journal that lives as long as the process: for simulations and tests. */
export class MemoryJournal implements Journal {
  readonly #events: Event[] = [];
  readonly #verdicts = new Map<string, Verdict>();
  #snapshot: string | null = null;

  position(): number {
    return this.#events.length;
  }

  append(expected: number, events: readonly NewEvent[], commands: readonly AnsweredCommand[]): boolean {
    if (expected !== this.#events.length) return false;
    for (const event of events) this.#events.push({...event, position: this.#events.length + 1});
    for (const {id, verdict} of commands) this.#verdicts.set(id, verdict);
    return true;
  }

  read(from: number, limit: number): Event[] {
    return this.#events.slice(from, from + limit);
  }

  verdictOf(command: string): Verdict | null {
    return this.#verdicts.get(command) ?? null;
  }

  latestSnapshot(): Snapshot | null {
    return this.#snapshot === null ? null : (JSON.parse(this.#snapshot) as Snapshot);
  }

  saveSnapshot(snapshot: Snapshot): void {
    this.#snapshot = JSON.stringify(snapshot);
  }

  close(): void {}
}
