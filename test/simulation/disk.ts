import type {Event, Verdict} from '../../src/core/index.ts';
import {type AnsweredCommand, type Journal, JournalError, type NewEvent, type Snapshot} from '../../src/journal/journal.ts';

/** What can happen to the next append of a process. */
export type Fault =
  /** Killed before anything of it was written. */
  | 'killed before'
  /** Killed in the middle: the part that was written has no end, and whoever comes next drops it. */
  | 'torn'
  /** Killed when it was durable, before anybody was told. */
  | 'killed after'
  /** No room: refused, nothing was written. */
  | 'full'
  /** The disk fails: nothing was written. */
  | 'io'
  /** Somebody else writes first. */
  | 'overtaken';

/** The process is gone: nothing that it still does counts. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export interface Batch {
  readonly events: readonly Event[];
  readonly writer: DiskJournal;
}

/** The same id of somebody else is another command. */
const keyOf = (actor: string, id: string): string => `${actor} ${id}`;

/** The record that all processes of the machine share. It outlives them all. */
export class Disk {
  readonly events: Event[] = [];
  readonly verdicts = new Map<string, string>();
  readonly followers = new Set<() => void>();
  snapshot: {readonly format: number; readonly text: string} | null = null;
  /** How many of the events have their end mark: the rest is what a killed process left. */
  committed = 0;
  /** Says that it has written before it has: what a process wrote last is gone when it is killed. For showing that this is noticed. */
  readonly forgetful: boolean;
  readonly #whenWritten: (batch: Batch) => void;

  constructor(whenWritten: (batch: Batch) => void, forgetful = false) {
    this.#whenWritten = whenWritten;
    this.forgetful = forgetful;
  }

  write(writer: DiskJournal, events: readonly NewEvent[], commands: readonly AnsweredCommand[], most: number): void {
    this.events.length = this.committed;
    // As from a disk: whoever changes later what was appended does not change the record, and whoever changes the record is stopped.
    const placed = events.map((event, index) =>
      freeze(JSON.parse(JSON.stringify({position: this.committed + index + 1, ...event})) as Event),
    );
    this.events.push(...placed.slice(0, most));
    if (most < placed.length) return;
    for (const {actor, id, verdict} of commands) {
      const key = keyOf(actor, id);
      if (!this.verdicts.has(key)) this.verdicts.set(key, JSON.stringify(verdict));
    }
    this.committed = this.events.length;
    this.#whenWritten({events: placed, writer});
  }
}

/** One process' way to the disk. */
export class DiskJournal implements Journal {
  readonly name: string;
  /** For the next append. */
  fault: Fault | null = null;
  /** Writes first, at the moment of the append. */
  overtake: (() => void) | null = null;
  dead = false;
  readonly #disk: Disk;
  #follower: (() => void) | null = null;
  #lastBatch: {readonly at: number; readonly commands: readonly string[]} | null = null;

  constructor(disk: Disk, name: string) {
    this.#disk = disk;
    this.name = name;
  }

  position(): number {
    this.#live();
    return this.#disk.committed;
  }

  append(expected: number, events: readonly NewEvent[], commands: readonly AnsweredCommand[]): boolean {
    this.#live();
    const {fault} = this;
    this.fault = null;
    if (fault === 'killed before') throw this.kill();
    if (fault === 'full') throw new JournalError('full', 'The disk is full.', 'Free some space.');
    if (fault === 'io') throw new JournalError('io', 'The disk fails.', 'Check it.');
    if (fault === 'overtaken') this.overtake?.();
    if (expected !== this.#disk.committed) return false;
    const torn = fault === 'torn';
    this.#disk.write(this, events, commands, torn ? Math.floor(events.length / 2) : events.length);
    this.#lastBatch = {at: expected, commands: commands.map(({actor, id}) => keyOf(actor, id))};
    if (torn || fault === 'killed after') throw this.kill();
    return true;
  }

  read(from: number, limit: number): Event[] {
    this.#live();
    return this.#disk.events.slice(from, Math.min(from + limit, this.#disk.committed));
  }

  verdictOf(actor: string, command: string): Verdict | null {
    this.#live();
    const text = this.#disk.verdicts.get(keyOf(actor, command));
    return text === undefined ? null : (JSON.parse(text) as Verdict);
  }

  latestSnapshot(format: number): Snapshot | null {
    this.#live();
    const {snapshot} = this.#disk;
    return snapshot?.format === format ? (JSON.parse(snapshot.text) as Snapshot) : null;
  }

  saveSnapshot(snapshot: Snapshot): void {
    this.#live();
    this.#disk.snapshot = {format: snapshot.format, text: JSON.stringify(snapshot)};
  }

  follow(listener: () => void): Disposable {
    this.#follower = listener;
    this.#disk.followers.add(listener);
    return {[Symbol.dispose]: () => this.#disk.followers.delete(listener)};
  }

  close(): void {}

  /** At any moment: the process does nothing more, and nobody hears of it. */
  kill(): Killed {
    this.dead = true;
    if (this.#follower) this.#disk.followers.delete(this.#follower);
    const last = this.#lastBatch;
    if (this.#disk.forgetful && last && this.#disk.committed > last.at) {
      this.#disk.committed = last.at;
      this.#disk.events.length = last.at;
      for (const command of last.commands) this.#disk.verdicts.delete(command);
    }
    return new Killed(`${this.name} was killed`);
  }

  #live(): void {
    if (this.dead) throw new Killed(`${this.name} is gone`);
  }
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
