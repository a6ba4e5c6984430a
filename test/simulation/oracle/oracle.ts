import type {Command, Event, Team, Verdict} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import {ClaimOracle} from './claims.ts';
import {MessageOracle} from './messages.ts';
import {SessionOracle} from './sessions.ts';
import {TaskOracle} from './tasks.ts';

interface Durable {
  readonly events: readonly Event[];
  readonly committed: number;
}

/** Knows what became durable, in its order, and what was answered; and says when the two do not go together. */
export class Oracle {
  readonly sessions = new SessionOracle();
  readonly claims = new ClaimOracle(this.sessions);
  readonly messages = new MessageOracle();
  readonly tasks = new TaskOracle();
  readonly #commands = new Map<string, Command>();
  readonly #applied = new Set<string>();
  /** Of commands that changed something: what whoever asks again has to be told. */
  readonly #answers = new Map<string, string>();
  #position = 0;
  #at = 0;
  digest = 0x811c9dc5;

  get position(): number {
    return this.#position;
  }

  /** Somebody wants this: before it can have any effect. */
  wanted(command: Command): void {
    this.#commands.set(command.id, command);
  }

  /** At the moment it becomes durable. `now`: the team time that every process of the machine has to go by. */
  written(events: readonly Event[], now: number): void {
    for (let begin = 0; begin < events.length; ) {
      const id = events[begin]?.command ?? '';
      let end = begin;
      while (end < events.length && events[end]?.command === id) end++;
      this.#writtenBy(id, events.slice(begin, end), now);
      begin = end;
    }
  }

  #writtenBy(id: string, events: readonly Event[], now: number): void {
    const command = this.#commands.get(id);
    must(command !== undefined, 'nothing happens that nobody wanted', () => id);
    must(!this.#applied.has(id), 'no command is applied twice', () => `${id}: ${command.body.type}`);
    this.#applied.add(id);
    this.sessions.mayAct(command, events);
    for (const event of events) {
      must(event.position === this.#position + 1, 'positions have no gaps', () => `${event.position} after ${this.#position}`);
      must(event.at >= this.#at, 'time never goes back', () => `${event.at} after ${this.#at}`);
      must(event.at === Math.max(this.#at, now), 'time goes with the monotonic clock', () => `${event.at - now} ms ahead`);
      this.#position = event.position;
      this.#at = event.at;
      this.digest = hash(this.digest, JSON.stringify(event));
      this.claims.take(event);
      this.messages.take(event);
      this.tasks.take(event);
      this.sessions.take(event);
    }
    this.claims.afterCommand(events);
  }

  /** Whoever gave the command was told this. */
  answered(command: Command, verdict: Verdict, events: readonly Event[], disk: Durable): void {
    const {id, body} = command;
    for (const event of events) {
      const same = event.position <= disk.committed ? disk.events[event.position - 1] : undefined;
      must(same?.command === id && same.body.type === event.body.type, 'no acknowledged command is lost', () => `${id}: ${body.type}`);
    }
    if (this.#applied.has(id)) {
      const text = JSON.stringify(verdict);
      const before = this.#answers.get(id);
      must(before === undefined || before === text, 'a retry gets the same answer', () => `${id}: ${before}, then ${text}`);
      this.#answers.set(id, text);
    }
    if (!verdict.ok) return;
    const value = verdict.value as {claim?: {id: string}; message?: string; task?: string} | null;
    const there =
      (body.type !== 'claim' || this.claims.wasGranted(value?.claim?.id ?? '')) &&
      (body.type !== 'message.send' || this.messages.wasSent(value?.message ?? '')) &&
      (body.type !== 'task.delegate' || this.tasks.wasCreated(value?.task ?? ''));
    must(there, 'no acknowledged command is lost', () => `${id}: ${body.type}`);
  }

  /** The state of a process that has folded everything. */
  compare(team: Team): void {
    must(team.position === this.#position, 'the state is at the end of the record', () => `${team.position} of ${this.#position}`);
    this.sessions.compare(team);
    this.claims.compare(team);
    this.messages.compare(team);
    this.tasks.compare(team);
  }
}

/** FNV-1a. */
function hash(before: number, text: string): number {
  let sum = before;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
