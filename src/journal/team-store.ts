import {type Command, copyTeam, type Decision, decide, type Event, emptyTeam, evolve, type Team, type Verdict} from '../core/index.ts';
import {type Clock, startTeamTime} from './clock.ts';
import {type AnsweredCommand, type Journal, JournalError, type NewEvent} from './journal.ts';
import {missing, replaced} from './not-what-it-was.ts';

/** Grows when the team's form changes or events come to something else: snapshots of an older fold are not read, and all is folded anew. */
export const FOLD = 3;
/** Events between two snapshots: folding as many takes a few milliseconds. */
const SNAPSHOT_EVERY = 2_000;
const READ_AT_ONCE = 5_000;
/** Commands in one transaction: an fsync costs about as much for one as for a hundred. */
const MOST_IN_A_GROUP = 200;

export interface Outcome {
  readonly verdict: Verdict;
  /** Those of this command, with their positions; none for a repeated one. */
  readonly events: readonly Event[];
}

interface Waiting {
  readonly command: Command;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** The team's state, hot in memory, and the way to change it: a command is answered when its events are durable. */
export class TeamStore {
  /** Always the same object, and never ahead of what is durable. */
  readonly team: Team;
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #teamTime: () => number;
  readonly #listeners = new Set<(events: readonly Event[]) => void>();
  readonly #following: Disposable;
  #queue: Waiting[] = [];
  #scheduled = false;
  #snapshotAt: number;
  #lastAt = 0;
  /** A second team for deciding several commands in one go: as `team` is, and meanwhile as it will be. Made when it is first needed. */
  #ahead: Team | null = null;
  #closed = false;

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    const snapshot = journal.latestSnapshot(FOLD);
    this.team = snapshot?.team ?? emptyTeam();
    this.#snapshotAt = snapshot?.position ?? 0;
    this.#catchUp(() => {});
    const last = journal.read(Math.max(0, this.team.position - 1), 1)[0] ?? null;
    this.#lastAt = last?.at ?? 0;
    this.#teamTime = startTeamTime(clock, journal, last);
    this.#following = journal.follow(() => this.#takeIn());
  }

  /** Team time. Never before the last event: the clock of another process may have been started a little later. */
  now(): number {
    return Math.max(this.#teamTime(), this.#lastAt);
  }

  /** Rejects with a `JournalError`; the team is then unchanged. */
  execute(command: Command): Promise<Outcome> {
    if (this.#closed) {
      const remedy = 'Start it again: harmony up';
      return Promise.reject(new JournalError('closed', 'The team is shutting down and takes no further command.', remedy));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({command, resolve, reject});
      if (this.#scheduled) return;
      this.#scheduled = true;
      // Commands of the same turn share a transaction.
      setImmediate(() => this.#commitNext());
    });
  }

  /** Called with events after they were folded in, in their order, whoever wrote them. */
  onEvents(listener: (events: readonly Event[]) => void): Disposable {
    this.#listeners.add(listener);
    return {[Symbol.dispose]: () => this.#listeners.delete(listener)};
  }

  read(from: number, limit: number): Event[] {
    return this.#journal.read(from, limit);
  }

  /** A point that a start can begin from, now. What is older may leave for the archive then. */
  saveSnapshot(): void {
    if (!this.#closed) this.#saveSnapshot();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#commitQueued();
    this.#saveSnapshot();
    this.leave();
  }

  /** Ends without a snapshot: whoever came for one command does not write down the whole team for it. */
  leave(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#following[Symbol.dispose]();
    this.#journal.close();
  }

  /** What other processes have appended, though nobody here gave a command. */
  #takeIn(): void {
    if (this.#closed) return;
    const events = this.#fold();
    if (events.length > 0) this.#tell(events);
  }

  /** One group in a turn: between two of them answers leave, and what came meanwhile is read. */
  #commitNext(): void {
    if (this.#queue.length > 0) this.#commit(this.#queue.splice(0, MOST_IN_A_GROUP));
    this.#scheduled = this.#queue.length > 0;
    if (this.#scheduled) setImmediate(() => this.#commitNext());
  }

  #commitQueued(): void {
    while (this.#queue.length > 0) this.#commit(this.#queue.splice(0, MOST_IN_A_GROUP));
  }

  #commit(group: readonly Waiting[]): void {
    const settle: (() => void)[] = [];
    const fresh: Event[] = [];
    try {
      for (let behind = false; ; behind = true) {
        // What was decided in vain must not stay in it.
        if (behind) this.#ahead = null;
        const others = this.#fold();
        // Who was overtaken finds what the other wrote; else somebody has put an older journal in the place of this one.
        if (behind && others.length === 0) throw replaced(this.team.position);
        fresh.push(...others);
        const attempt = this.#decideAll(group);
        if (attempt.events.length === 0 || this.#journal.append(this.team.position, attempt.events, attempt.answered)) {
          fresh.push(...this.#foldAll(attempt.events));
          settle.push(...attempt.settle);
          break;
        }
      }
    } catch (error) {
      this.#ahead = null;
      for (const {reject} of group) settle.push(() => reject(error));
    }
    if (fresh.length > 0) this.#tell(fresh);
    for (const answer of settle) answer();
    if (this.team.position - this.#snapshotAt >= SNAPSHOT_EVERY) this.#saveSnapshot();
  }

  /**
   * Decides the commands one after the other, each on the state that those before it would make: the team itself must not change before the
   * events are durable.
   */
  #decideAll(group: readonly Waiting[]): {events: NewEvent[]; answered: AnsweredCommand[]; settle: (() => void)[]} {
    const events: NewEvent[] = [];
    const answered: AnsweredCommand[] = [];
    const settle: (() => void)[] = [];
    const seen = new Map<string, Verdict>();
    const several = group.length > 1;
    if (several) this.#ahead ??= copyTeam(this.team);
    const state = (several && this.#ahead) || this.team;
    for (const {command, resolve} of group) {
      const actor = actorOf(command);
      const key = `${actor}\n${command.id}`;
      const repeated = seen.get(key) ?? this.#journal.verdictOf(actor, command.id);
      if (repeated) {
        settle.push(() => resolve({verdict: repeated, events: []}));
        continue;
      }
      const now = this.now();
      const decision = decide(state, command, now);
      const verdict = verdictOf(decision);
      seen.set(key, verdict);
      const mine = decision.events.map((body): NewEvent => ({at: now, wall: this.#clock.wall(), command: command.id, actor, body}));
      const first = this.team.position + events.length + 1;
      const placed = mine.map((event, index): Event => ({...event, position: first + index}));
      if (mine.length > 0) {
        answered.push({actor, id: command.id, verdict});
        if (several) for (const event of placed) evolve(state, event);
      }
      events.push(...mine);
      settle.push(() => resolve({verdict, events: placed}));
    }
    return {events, answered, settle};
  }

  #foldAll(events: readonly NewEvent[]): Event[] {
    return events.map((event) => {
      const placed = {...event, position: this.team.position + 1};
      this.#take(placed);
      return placed;
    });
  }

  /** Takes in what others have appended. */
  #fold(): Event[] {
    const all: Event[] = [];
    this.#catchUp((event) => all.push(event));
    return all;
  }

  /** A beginning may take in a million events, which must not all be held in memory. */
  #catchUp(taken: (event: Event) => void): void {
    for (;;) {
      const events = this.#journal.read(this.team.position, READ_AT_ONCE);
      for (const event of events) {
        if (event.position !== this.team.position + 1) throw missing(this.team.position + 1, event.position - 1);
        this.#take(event);
        taken(event);
      }
      if (events.length < READ_AT_ONCE) return;
    }
  }

  #take(event: Event): void {
    evolve(this.team, event);
    if (this.#ahead && this.#ahead.position < event.position) evolve(this.#ahead, event);
    this.#lastAt = Math.max(this.#lastAt, event.at);
  }

  #tell(events: readonly Event[]): void {
    for (const listener of this.#listeners) {
      try {
        listener(events);
      } catch (error) {
        // It has happened, whatever a listener makes of it: its fault must not pass for a refusal.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  #saveSnapshot(): void {
    if (this.team.position === this.#snapshotAt) return;
    this.#snapshotAt = this.team.position;
    try {
      this.#journal.saveSnapshot({position: this.team.position, format: FOLD, team: this.team});
    } catch {
      // Only a shortcut for the next start: the events are there.
    }
  }
}

const verdictOf = (decision: Decision): Verdict =>
  decision.ok ? {ok: true, value: decision.value} : {ok: false, refusal: decision.refusal};

const actorOf = ({actor}: Command): string => (actor.kind === 'session' ? actor.session : actor.kind === 'human' ? 'human' : 'harmony');
