import type {Command, Event, Team, Verdict} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import {AttentionOracle} from './attention.ts';
import {BlockerOracle} from './blockers.ts';
import {ClaimOracle} from './claims.ts';
import {judgeFence} from './fences.ts';
import {MessageOracle} from './messages.ts';
import {PhaseOracle} from './phases.ts';
import {SessionOracle} from './sessions.ts';
import {TaskOracle} from './tasks.ts';
import {WaitOracle} from './waits.ts';

interface Durable {
  readonly events: readonly Event[];
  readonly committed: number;
}

/** Another actor's same id is another command. */
const keyOf = (actor: string, id: string): string => `${actor} ${id}`;
const nameOf = ({actor}: Command): string => (actor.kind === 'session' ? actor.session : actor.kind === 'human' ? 'human' : 'harmony');
const keyOfCommand = (command: Command): string => keyOf(nameOf(command), command.id);

/** Knows what became durable, in its order, and what was answered; and says when the two do not go together. */
export class Oracle {
  readonly sessions = new SessionOracle();
  readonly claims = new ClaimOracle(this.sessions);
  readonly waits = new WaitOracle(this.sessions, this.claims);
  readonly messages = new MessageOracle(this.sessions);
  readonly attention = new AttentionOracle();
  readonly blockers = new BlockerOracle(this.attention);
  readonly phases = new PhaseOracle(this.attention);
  readonly tasks = new TaskOracle(this.sessions, this.phases, this.attention);
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
    this.#commands.set(keyOfCommand(command), command);
  }

  /** At the moment it becomes durable. `now`: the team time that every process of the machine has to go by. */
  written(events: readonly Event[], now: number): void {
    for (let begin = 0; begin < events.length; ) {
      const key = keyOf(events[begin]?.actor ?? '', events[begin]?.command ?? '');
      let end = begin;
      while (end < events.length && keyOf(events[end]?.actor ?? '', events[end]?.command ?? '') === key) end++;
      this.#writtenBy(key, events.slice(begin, end), now);
      begin = end;
    }
  }

  #writtenBy(key: string, events: readonly Event[], now: number): void {
    const command = this.#commands.get(key);
    must(command !== undefined, 'nothing happens that nobody wanted', () => key);
    must(!this.#applied.has(key), 'no command is applied twice', () => `${key}: ${command.body.type}`);
    this.#applied.add(key);
    this.sessions.mayAct(command, events);
    judgeFence(this.claims, command, events);
    this.waits.beforeCommand(events);
    for (const event of events) {
      must(event.position === this.#position + 1, 'positions have no gaps', () => `${event.position} after ${this.#position}`);
      must(event.at >= this.#at, 'time never goes back', () => `${event.at} after ${this.#at}`);
      must(event.at === Math.max(this.#at, now), 'time goes with the monotonic clock', () => `${event.at - now} ms ahead`);
      this.#position = event.position;
      this.#at = event.at;
      this.digest = hash(this.digest, JSON.stringify(event));
      this.claims.take(event);
      this.waits.take(event);
      this.messages.take(event);
      this.attention.take(event);
      this.blockers.take(event, events);
      this.phases.take(event);
      this.tasks.take(event, events);
      this.sessions.take(event);
    }
    const {type} = command.body;
    this.claims.afterCommand(type, events);
    this.waits.afterCommand(type, events);
    this.messages.afterCommand(type, events);
  }

  /** Whoever gave the command was told this. */
  answered(command: Command, verdict: Verdict, events: readonly Event[], disk: Durable): void {
    const {id, body} = command;
    for (const event of events) {
      const same = event.position <= disk.committed ? disk.events[event.position - 1] : undefined;
      must(same?.command === id && same.body.type === event.body.type, 'no acknowledged command is lost', () => `${id}: ${body.type}`);
    }
    const key = keyOfCommand(command);
    if (this.#applied.has(key)) {
      const text = JSON.stringify(verdict);
      const before = this.#answers.get(key);
      must(before === undefined || before === text, 'a retry gets the same answer', () => `${key}: ${before}, then ${text}`);
      this.#answers.set(key, text);
    }
    if (verdict.ok) must(this.#isThere(command, verdict.value), 'no acknowledged command is lost', () => `${id}: ${body.type}`);
  }

  /** What it was told of is in the record, and its own. */
  #isThere(command: Command, value: unknown): boolean {
    const by = nameOf(command);
    const {claim, wait, message, task} = (value ?? {}) as {
      claim?: {id: string};
      wait?: {id: string};
      message?: string;
      task?: string | {id: string};
    };
    switch (command.body.type) {
      case 'claim':
        return wait ? this.waits.wasBegun(wait.id) : this.claims.holderOf(claim?.id ?? '') === by;
      case 'claim.check':
        return this.claims.holderOf(claim?.id ?? '') !== undefined;
      case 'message.send':
      case 'message.reply':
        return this.messages.senderOf(message ?? '') === by;
      case 'task.delegate':
      case 'task.add':
        return this.tasks.giverOf(String(task)) === by;
      default:
        return true;
    }
  }

  /** The state of a process that has folded everything. */
  compare(team: Team): void {
    must(team.position === this.#position, 'the state is at the end of the record', () => `${team.position} of ${this.#position}`);
    for (const part of [this.sessions, this.claims, this.waits, this.messages, this.attention, this.blockers, this.phases, this.tasks])
      part.compare(team);
    for (const key of this.attention.openKeys()) {
      const [, message] = /^unanswered (.+)$/.exec(key) ?? [];
      must(!message || this.messages.isOwed(message), 'nobody is asked about an answer that is not missing', () => key);
    }
  }
}

/** FNV-1a. */
function hash(before: number, text: string): number {
  let sum = before;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
