import type {SeenCall, SessionHub} from '../../src/agents/adapter.ts';
import {Signal} from './signal.ts';

type Question = Parameters<SessionHub['ask']>[0];
type Answer = {choice: string; text: string | null};

export interface Letter {
  readonly id: string;
  readonly text: string;
}

/** A hub in memory: what the supervisor would write down is kept in lists, and tests play the rest of the team. */
export class MemoryHub implements SessionHub {
  readonly changed = new Signal();
  readonly beats: {action: string; target?: string | null; source: string}[] = [];
  /** What the beats were seen by. */
  readonly calls: (SeenCall | undefined)[] = [];
  readonly facts: Parameters<SessionHub['observe']>[0][] = [];
  readonly edits: {paths: readonly string[]; tool: string}[] = [];
  readonly raised: Parameters<SessionHub['raise']>[0][] = [];
  readonly withdrawn: {key: string; reason: string}[] = [];
  readonly questions: Question[] = [];
  readonly injectedMail: {messages: readonly string[]; evidence: string}[] = [];
  readonly seenMail: string[] = [];
  readonly lines: string[] = [];
  /** Messages that wait for the session. */
  readonly mail: Letter[] = [];
  /** Answers to edits; everything is allowed by default. */
  guard: SessionHub['edit'] = async () => ({allowed: true, warnings: []});
  readonly session: string;
  readonly incarnation: number;
  readonly project: string;
  readonly folder: string;
  readonly #answers = new Map<string, (answer: Answer | null) => void>();

  constructor(facts: {session: string; incarnation: number; project: string; folder: string}) {
    this.session = facts.session;
    this.incarnation = facts.incarnation;
    this.project = facts.project;
    this.folder = facts.folder;
  }

  /** What the board would show: the last known of each. */
  get state(): {activity: string | undefined; waiting: string | null} {
    const activity = this.facts.findLast((fact) => fact.activity !== undefined)?.activity;
    const waiting = this.facts.findLast((fact) => fact.waiting !== undefined)?.waiting;
    return {activity, waiting: waiting?.what ?? null};
  }

  get conversation(): string | undefined {
    return this.facts.findLast((fact) => fact.conversation !== undefined)?.conversation;
  }

  /** Waits until the session is shown as idle and waiting for nothing. */
  isIdle(): Promise<true> {
    return this.changed.until(() => this.state.activity === 'idle' && this.state.waiting === null);
  }

  /** The person answers the open question on the board. */
  async answer(choice: string, text: string | null = null): Promise<Question> {
    const question = await this.changed.until(() => this.questions.find(({key}) => this.#answers.has(key)));
    this.#answers.get(question.key)?.({choice, text});
    this.#answers.delete(question.key);
    return question;
  }

  async heartbeat(beat: MemoryHub['beats'][number], call?: SeenCall): Promise<void> {
    this.calls.push(call);
    this.beats.push(beat);
    this.changed.notify();
  }

  async observe(facts: MemoryHub['facts'][number]): Promise<void> {
    this.facts.push(facts);
    this.changed.notify();
  }

  edit(paths: readonly string[], tool: string): ReturnType<SessionHub['edit']> {
    this.edits.push({paths, tool});
    return this.guard(paths, tool);
  }

  async takeMail(): ReturnType<SessionHub['takeMail']> {
    const letters = this.mail.splice(0);
    if (letters.length === 0) return null;
    const messages = letters.map(({id}) => id);
    return {
      text: letters.map(({id, text}) => `${id}: ${text}`).join('\n'),
      messages,
      injected: async (evidence) => {
        this.injectedMail.push({messages, evidence});
        this.changed.notify();
      },
    };
  }

  async seen(messages: readonly string[]): Promise<void> {
    this.seenMail.push(...messages);
    this.changed.notify();
  }

  ask(question: Question): Promise<Answer | null> {
    this.questions.push(question);
    const {promise, resolve} = Promise.withResolvers<Answer | null>();
    this.#answers.set(question.key, resolve);
    this.changed.notify();
    return promise;
  }

  async raise(question: MemoryHub['raised'][number]): Promise<void> {
    this.raised.push(question);
    this.changed.notify();
  }

  async withdraw(key: string, reason: string): Promise<void> {
    this.withdrawn.push({key, reason});
    this.#answers.get(key)?.(null);
    this.#answers.delete(key);
    this.changed.notify();
  }

  async brief(): Promise<string> {
    return 'BRIEF: bob holds src/server.ts';
  }

  log(line: string): void {
    this.lines.push(line);
    this.changed.notify();
  }
}
