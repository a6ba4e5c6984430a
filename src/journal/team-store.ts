import {type Command, type Decision, decide, type Event, emptyTeam, evolve, type Team, type Verdict} from '../core/index.ts';
import {type Clock, startTeamTime} from './clock.ts';
import type {AnsweredCommand, Journal, NewEvent} from './journal.ts';

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
  readonly team: Team;
  readonly now: () => number;
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #listeners = new Set<(events: readonly Event[]) => void>();
  #queue: Waiting[] = [];
  #scheduled = false;
  #snapshotAt: number;

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    const snapshot = journal.latestSnapshot();
    this.team = snapshot?.team ?? emptyTeam();
    this.#snapshotAt = snapshot?.position ?? 0;
    const last = this.#fold().at(-1) ?? journal.read(Math.max(0, this.team.position - 1), 1)[0];
    this.now = startTeamTime(clock, last?.at ?? 0);
  }

  /** Rejects with a `JournalError`; the team is then unchanged. */
  execute(command: Command): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({command, resolve, reject});
      if (this.#scheduled) return;
      this.#scheduled = true;
      // Commands of the same turn share a transaction.
      setImmediate(() => {
        this.#scheduled = false;
        this.#commitQueued();
      });
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

  async close(): Promise<void> {
    this.#commitQueued();
    if (this.team.position > this.#snapshotAt) this.#journal.saveSnapshot({position: this.team.position, team: this.team});
    this.#journal.close();
  }

  #commitQueued(): void {
    while (this.#queue.length > 0) this.#commit(this.#queue.splice(0, MOST_IN_A_GROUP));
  }

  #commit(group: readonly Waiting[]): void {
    const settle: (() => void)[] = [];
    const fresh: Event[] = [];
    try {
      for (;;) {
        fresh.push(...this.#fold());
        const attempt = this.#decideAll(group);
        if (attempt.events.length === 0 || this.#journal.append(this.team.position, attempt.events, attempt.answered)) {
          fresh.push(...this.#foldAll(attempt.events));
          settle.push(...attempt.settle);
          break;
        }
        // Another process was first: its events come in, and every command is decided again.
      }
    } catch (error) {
      for (const {reject} of group) settle.push(() => reject(error));
    }
    if (fresh.length > 0) this.#tell(fresh);
    for (const answer of settle) answer();
    this.#saveSnapshotIfDue();
  }

  /**
   * Decides the commands one after the other, each on the state that those before it would make: on a scratch copy when there are several,
   * because the team itself must not change before the events are durable.
   */
  #decideAll(group: readonly Waiting[]): {events: NewEvent[]; answered: AnsweredCommand[]; settle: (() => void)[]} {
    const events: NewEvent[] = [];
    const answered: AnsweredCommand[] = [];
    const settle: (() => void)[] = [];
    const seen = new Map<string, Verdict>();
    let state = this.team;
    for (const {command, resolve} of group) {
      const repeated = seen.get(command.id) ?? this.#journal.verdictOf(command.id);
      if (repeated) {
        settle.push(() => resolve({verdict: repeated, events: []}));
        continue;
      }
      const now = this.now();
      const decision = decide(state, command, now);
      const verdict = verdictOf(decision);
      seen.set(command.id, verdict);
      const mine = decision.events.map(
        (body): NewEvent => ({at: now, wall: this.#clock.wall(), command: command.id, actor: actorOf(command), body}),
      );
      const first = this.team.position + events.length + 1;
      const placed = mine.map((event, index): Event => ({...event, position: first + index}));
      if (mine.length > 0) {
        answered.push({id: command.id, verdict});
        if (group.length > 1) {
          if (state === this.team) state = structuredClone(this.team);
          for (const event of placed) evolve(state, event);
        }
      }
      events.push(...mine);
      settle.push(() => resolve({verdict, events: placed}));
    }
    return {events, answered, settle};
  }

  #foldAll(events: readonly NewEvent[]): Event[] {
    return events.map((event) => {
      const placed = {...event, position: this.team.position + 1};
      evolve(this.team, placed);
      return placed;
    });
  }

  /** Takes in what others have appended. */
  #fold(): Event[] {
    const all: Event[] = [];
    for (;;) {
      const events = this.#journal.read(this.team.position, READ_AT_ONCE);
      for (const event of events) evolve(this.team, event);
      all.push(...events);
      if (events.length < READ_AT_ONCE) return all;
    }
  }

  #tell(events: readonly Event[]): void {
    for (const listener of this.#listeners) listener(events);
  }

  #saveSnapshotIfDue(): void {
    if (this.team.position - this.#snapshotAt < SNAPSHOT_EVERY) return;
    this.#snapshotAt = this.team.position;
    try {
      this.#journal.saveSnapshot({position: this.team.position, team: this.team});
    } catch {
      // Only a shortcut for the next start: the events are there.
    }
  }
}

const verdictOf = (decision: Decision): Verdict =>
  decision.ok ? {ok: true, value: decision.value} : {ok: false, refusal: decision.refusal};

const actorOf = ({actor}: Command): string => (actor.kind === 'session' ? actor.session : actor.kind === 'human' ? 'human' : 'harmony');
