import {
  type Actor,
  type Board,
  boardOf,
  type CommandBody,
  type Event,
  explainSession,
  type MessageTrace,
  nextTimerAt,
  outstanding,
  type Refusal,
  type Team,
  type Verdict,
} from '../core/index.ts';
import {systemClock} from '../journal/clock.ts';
import {type Journal, JournalError} from '../journal/journal.ts';
import {TeamStore} from '../journal/team-store.ts';
import type {ControlRequest, ControlRequests, Explanation} from '../protocol/control.ts';
import {projectFiles} from '../protocol/layout.ts';
import {answerCoordination} from './answer.ts';
import type {Coordination} from './coordination.ts';
import {executeByRealNames} from './execute.ts';
import {isGatewayKey, readGatewayFile} from './gateway-file.ts';
import {endsOfGuests} from './guests.ts';
import {ProjectPaths} from './project-paths.ts';
import {journalRefusal, RefusedRequest} from './refused-request.ts';
import {refuseToken, sameToken, tokenFor} from './tokens.ts';
import {traceInJournal} from './trace-in-journal.ts';

const SUPERVISOR: Actor = {kind: 'supervisor'};
/** Grants after one command: more than can wait; a fault must not go on for ever. */
const MOST_STEPS = 1_000;

/** Who a command says it is. */
export interface Caller {
  readonly session: string;
  readonly token: string;
}

/** `later`: what was asked for has not happened yet. */
export type JournalAnswer = {readonly result: unknown} | {readonly error: Refusal} | {readonly later: true};

interface JournalTeamOptions {
  readonly project: string;
  readonly journal: Journal;
  /** Given back when the journal is closed. */
  readonly lock: Disposable;
  readonly caller: Caller | undefined;
}

/**
 * A team of which nobody runs but its sessions and whoever has the journal open now: commands are decided as by the supervisor, whose further steps
 * are taken as far as they are commands themselves. What needs a process (deliver, start, check) is left for the next supervisor.
 */
export class JournalTeam implements Coordination, Disposable {
  readonly #project: string;
  readonly #journal: Journal;
  readonly #lock: Disposable;
  readonly #store: TeamStore;
  readonly #actor: Actor;
  #paths: ProjectPaths | null = null;
  #stepsTaken = 0;

  /** Throws `RefusedRequest` when the caller is not who it says. */
  constructor({project, journal, lock, caller}: JournalTeamOptions) {
    this.#project = project;
    this.#journal = journal;
    this.#lock = lock;
    this.#store = new TeamStore(journal, systemClock);
    this.#actor = caller ? this.#authenticate(caller) : {kind: 'human'};
  }

  get team(): Team {
    return this.#store.team;
  }

  async request(method: ControlRequest['method'], params: ControlRequest['params']): Promise<JournalAnswer> {
    try {
      if (method === 'command') await this.#endGuests();
      if (method === 'waited') await this.#takeSteps();
      if (method === 'waited' && this.#isWaiting(params as ControlRequests['waited']['params'])) return {later: true};
      const result = await answerCoordination(this, this.#actor, {id: 0, method, params}, new AbortController().signal);
      if (method === 'command') await this.#takeSteps();
      return {result};
    } catch (error) {
      if (error instanceof RefusedRequest) return {error: error.refusal};
      if (error instanceof JournalError) return {error: journalRefusal(error)};
      throw error;
    }
  }

  /** The stored answer to a command of the caller's. */
  verdictOf(id: string): Verdict | null {
    return this.#journal.verdictOf(this.#actor.kind === 'session' ? this.#actor.session : 'human', id);
  }

  async execute(actor: Actor, body: CommandBody, id: string = this.#nextId()): Promise<Verdict> {
    this.#paths ??= new ProjectPaths(this.#project);
    return executeByRealNames(this.#store, this.#paths, {id, actor, body});
  }

  board(): Board {
    return boardOf(this.team, this.#store.now());
  }

  explain(session: string): Explanation | null {
    return explainSession(this.team, session, this.#store.now());
  }

  trace(message: string): Promise<MessageTrace> {
    return traceInJournal((from, limit) => this.#store.read(from, limit), message);
  }

  eventsFrom(position: number, limit: number): Event[] {
    return this.#store.read(position, limit);
  }

  onChange(listener: () => void): Disposable {
    return this.#store.onEvents(listener);
  }

  [Symbol.dispose](): void {
    this.#store.leave();
    this.#lock[Symbol.dispose]();
  }

  #authenticate({session, token}: Caller): Actor {
    const key = readGatewayFile(projectFiles(this.#project).gateway)?.key;
    const incarnation = Object.hasOwn(this.team.sessions, session) ? (this.team.sessions[session]?.incarnation ?? 0) : 0;
    if (incarnation > 0 && isGatewayKey(key) && sameToken(token, tokenFor(key, session, incarnation)))
      return {kind: 'session', session, incarnation};
    throw new RefusedRequest(refuseToken(session));
  }

  #isWaiting({wait: id}: ControlRequests['waited']['params']): boolean {
    const wait = Object.hasOwn(this.team.waits, id) ? this.team.waits[id] : undefined;
    return wait !== undefined && (this.#actor.kind !== 'session' || wait.session === this.#actor.session);
  }

  /** A process that is gone must not keep its claims only because nobody looked. */
  async #endGuests(): Promise<void> {
    for (const end of endsOfGuests(this.team)) await this.execute(SUPERVISOR, end);
  }

  /** The line goes on, and open tasks are given out. */
  async #takeSteps(): Promise<void> {
    try {
      await this.#steps();
    } catch (error) {
      // What could not be written down now is found by the next command, or by the supervisor; the command itself has been carried out.
      if (!(error instanceof JournalError)) throw error;
    }
  }

  async #steps(): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step++) {
      const body = this.#nextStep();
      if (!body) return;
      const {position} = this.team;
      await this.execute(SUPERVISOR, body);
      if (this.team.position === position) return;
    }
  }

  #nextStep(): CommandBody | null {
    // Whoever waits must not wait for an end that has only not been written down.
    const due = Object.keys(this.team.waits).length > 0 && (nextTimerAt(this.team) ?? Number.POSITIVE_INFINITY) <= this.#store.now();
    if (due) return {type: 'time.pass'};
    const step = outstanding(this.team).find(({type}) => type === 'claim.grantWaiting' || type === 'task.assignOpen');
    return step ? ({type: step.type} as CommandBody) : null;
  }

  /** Of a step of our own: no other process has this number at this position. */
  #nextId(): string {
    return `step ${process.pid} ${this.team.position} ${performance.timeOrigin} ${this.#stepsTaken++}`;
  }
}
