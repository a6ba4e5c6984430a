import type {Event, EventBody, Team, Verdict} from '../core/index.ts';

/** What a decided command adds, without what the append itself gives: positions. */
export interface NewEvent {
  readonly at: number;
  readonly wall: number;
  readonly command: string;
  readonly actor: string;
  readonly body: EventBody;
}

/** A command with the verdict that a retry is to get. Commands that changed nothing and were not refused need not be kept. */
export interface AnsweredCommand {
  /** The same id of somebody else is another command. */
  readonly actor: string;
  readonly id: string;
  readonly verdict: Verdict;
}

export interface Snapshot {
  readonly position: number;
  /** Of the fold that made it: what another version folded is not read. */
  readonly format: number;
  readonly team: Team;
}

/** Team time at a moment of the monotonic clock: what all processes of a boot count from. Milliseconds. */
export interface TimeAnchor {
  readonly at: number;
  readonly monotonic: number;
}

/**
 * An append-only record of what happened. Mutual exclusion rests on it and not on one process being alone: whoever has folded it up to n may
 * append at n + 1; if another was first, `append` says so, and the one who comes late folds and decides again.
 */
export interface Journal {
  /** Number of events: the position of the last one. */
  position(): number;
  /** Durable when it returns true. False: the journal is not at `expected` any more, and nothing was written. Throws `JournalError`. */
  append(expected: number, events: readonly NewEvent[], commands: readonly AnsweredCommand[]): boolean;
  /** Events after `from`, oldest first, at most `limit`. */
  read(from: number, limit: number): Event[];
  /** The stored answer to a command of this actor. */
  verdictOf(actor: string, command: string): Verdict | null;
  /** The newest of this format. */
  latestSnapshot(format: number): Snapshot | null;
  saveSnapshot(snapshot: Snapshot): void;
  /** The anchor of this boot: the stored one, or what `begin` says, which is durable then. */
  anchor(boot: string, begin: () => TimeAnchor): TimeAnchor;
  /** Calls back after something was appended by another writer, within a quarter of a second; perhaps also after an own append. */
  follow(listener: () => void): Disposable;
  close(): void;
}

export type JournalProblem =
  /** No space left: nothing was written; the next command may succeed. */
  | 'full'
  /** Reading or writing failed. */
  | 'io'
  | 'corrupt'
  /** Written by a newer version of Harmony. */
  | 'newer'
  /** On a file system over a network, where SQLite's locks do not hold. */
  | 'network'
  /** Another process kept the write lock for longer than two seconds. */
  | 'busy'
  /** This Node carries an SQLite with a known corruption bug. */
  | 'old-sqlite'
  | 'closed';

export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly kind: JournalProblem;
  readonly remedy: string;
  constructor(kind: JournalProblem, message: string, remedy: string, cause?: unknown) {
    super(message, {cause});
    this.kind = kind;
    this.remedy = remedy;
  }
}
