import {type Command, type Decision, decide, type Event, emptyTeam, evolve, type Team, type Verdict} from '../core/index.ts';
import {type Clock, startTeamTime} from './clock.ts';
import type {Commit, Journal} from './journal.ts';
import {JournalError} from './journal-error.ts';

/** Grows whenever the fold comes to something else: snapshots of an older fold are not read, and the journal is folded anew. */
const FOLD = 1;
/** Folding this many events at a start takes some milliseconds. */
const SNAPSHOT_EVERY = 1_000;
const READ_AT_ONCE = 5_000;
/** More commands than this in one transaction, and the first of them waits for the last. */
const MOST_AT_ONCE = 256;
/** Somebody is always first, so a writer can only be this unlucky when something is wrong. */
const MOST_TRIES = 100;

export interface Executed {
  readonly verdict: Verdict;
  /** What it wrote; empty for a retry. */
  readonly events: readonly Event[];
}

export interface TeamStore {
  /** Always the same object, never ahead of what is durable. Only the store folds events into it. */
  readonly team: Team;
  /** Team time. */
  now(): number;
  /** Decides, makes durable, folds, answers. Rejects with a `JournalError` when it could not be made durable: then nothing has changed. */
  execute(command: Command): Promise<Executed>;
  /** Events of the journal from this position on. */
  read(from: number, limit: number): Event[];
  /** Called after each transaction, of this process or of another, when the team shows it. */
  onEvents(listener: (events: readonly Event[]) => void): Disposable;
  close(): Promise<void>;
}

export interface TeamStoreOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly snapshotEvery?: number;
}

export const openTeamStore = (options: TeamStoreOptions): TeamStore => new JournalTeamStore(options);

interface Waiting {
  readonly command: Command;
  readonly resolve: (executed: Executed) => void;
  readonly reject: (error: unknown) => void;
}

interface Decided {
  readonly waiting: Waiting;
  readonly verdict: Verdict;
  readonly events: readonly Event[];
}

class JournalTeamStore implements TeamStore {
  readonly team: Team;
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #teamTime: () => number;
  readonly #snapshotEvery: number;
  readonly #listeners = new Set<(events: readonly Event[]) => void>();
  readonly #following: Disposable;
  /** What the team will be when the running transaction is durable; `null` when it is as `team` is. */
  #ahead: Team | null = null;
  #queue: Waiting[] = [];
  #working: Promise<void> | null = null;
  #lastAt: number;
  #snapshotAt: number;
  #closed = false;

  constructor({journal, clock, snapshotEvery = SNAPSHOT_EVERY}: TeamStoreOptions) {
    this.#journal = journal;
    this.#clock = clock;
    this.#snapshotEvery = snapshotEvery;
    const snapshot = journal.loadSnapshot(FOLD);
    this.team = snapshot?.team ?? emptyTeam();
    this.#snapshotAt = this.team.position;
    this.#lastAt = journal.read(this.team.position, 1)[0]?.at ?? 0;
    this.#foldMissing();
    this.#teamTime = startTeamTime(clock, this.#lastAt);
    this.#following = journal.follow(() => this.#catchUp());
  }

  /** Never before the last event: another process's clock may have been started a little later. */
  now(): number {
    return Math.max(this.#teamTime(), this.#lastAt);
  }

  execute(command: Command): Promise<Executed> {
    if (this.#closed) return Promise.reject(new JournalError('closed', 'The team is shutting down: no further command is taken.'));
    return new Promise((resolve, reject) => {
      this.#queue.push({command, resolve, reject});
      this.#working ??= this.#work();
    });
  }

  read(from: number, limit: number): Event[] {
    return this.#journal.read(from, limit);
  }

  onEvents(listener: (events: readonly Event[]) => void): Disposable {
    this.#listeners.add(listener);
    return {[Symbol.dispose]: () => void this.#listeners.delete(listener)};
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#working;
    this.#following[Symbol.dispose]();
    this.#saveSnapshot();
    this.#journal.close();
  }

  async #work(): Promise<void> {
    // What arrives in one turn of the event loop shares one transaction, and with it one sync of the disk.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, MOST_AT_ONCE);
      try {
        await this.#commit(batch);
      } catch (error) {
        for (const {reject} of batch) reject(error);
      } finally {
        this.#ahead = null;
      }
    }
    this.#working = null;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      this.#catchUp();
      const decided = this.#decideAll(batch);
      const commits = decided.filter(({events}) => events.length > 0).map(toCommit);
      if (commits.length > 0) {
        if ((await this.#journal.append(this.team.position, commits)) === 'behind') {
          this.#ahead = null;
          continue;
        }
        this.#fold(commits.flatMap(({events}) => events));
        this.#saveSnapshotWhenDue();
      }
      for (const {waiting, verdict, events} of decided) waiting.resolve({verdict, events});
      return;
    }
    throw new JournalError('busy', `Other processes were quicker ${MOST_TRIES} times in a row: the journal is written to all the time.`);
  }

  /** Each command sees what those before it in the batch will have done. */
  #decideAll(batch: readonly Waiting[]): Decided[] {
    const at = this.now();
    const wall = this.#clock.wall();
    const answered = new Map<string, Verdict>();
    let position = this.team.position;
    return batch.map((waiting, index) => {
      const {command} = waiting;
      const stored = answered.get(command.id) ?? this.#journal.verdictOf(command.id);
      if (stored) return {waiting, verdict: stored, events: []};
      const decision = decide(this.#ahead ?? this.team, command, at);
      const events = decision.events.map(
        (body): Event => ({position: ++position, at, wall, command: command.id, actor: nameOf(command), body}),
      );
      const verdict = verdictOf(decision);
      answered.set(command.id, verdict);
      if (events.length > 0 && index + 1 < batch.length) {
        // A copy is made only where commands meet: folding into the team itself could not be taken back if the disk is full.
        this.#ahead ??= structuredClone(this.team);
        for (const event of events) evolve(this.#ahead, event);
      }
      return {waiting, verdict, events};
    });
  }

  /** What others appended since. */
  #catchUp(): void {
    if (!this.#closed && this.#ahead === null) this.#foldMissing();
  }

  #foldMissing(): void {
    for (;;) {
      const events = this.#journal.read(this.team.position + 1, READ_AT_ONCE);
      if (events.length === 0) return;
      this.#fold(events);
    }
  }

  #fold(events: readonly Event[]): void {
    for (const event of events) {
      evolve(this.team, event);
      this.#lastAt = Math.max(this.#lastAt, event.at);
    }
    for (const listener of this.#listeners) {
      try {
        listener(events);
      } catch (error) {
        // The event happened, whatever a listener makes of it; its fault must not pass for a refusal.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  #saveSnapshotWhenDue(): void {
    if (this.team.position - this.#snapshotAt >= this.#snapshotEvery) this.#saveSnapshot();
  }

  /** Only makes the next start quicker: that it could not be written is no reason to refuse anything. */
  #saveSnapshot(): void {
    if (this.team.position === this.#snapshotAt) return;
    try {
      this.#journal.saveSnapshot({position: this.team.position, format: FOLD, team: this.team});
      this.#snapshotAt = this.team.position;
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
    }
  }
}

const toCommit = ({waiting, verdict, events}: Decided): Commit => ({command: waiting.command.id, verdict, events});

const verdictOf = (decision: Decision): Verdict =>
  decision.ok ? {ok: true, value: decision.value} : {ok: false, refusal: decision.refusal};

/** As it stands in the journal: `human`, `harmony`, or a session. */
const nameOf = ({actor}: Command): string => (actor.kind === 'session' ? actor.session : actor.kind === 'supervisor' ? 'harmony' : 'human');
