import {setTimeout as pause} from 'node:timers/promises';
import type {SessionHub} from '../adapter.ts';
import type {SessionRecord} from './session-file.ts';
import {Status} from './status.ts';
import {Transcript} from './transcript.ts';

/** A permission request of the client that is held open. */
export interface OpenQuestion {
  readonly key: string;
  /** For the board: `permission: Bash rm -r build`. */
  readonly what: string;
  /** `null`: asked in the session itself, not in a subagent. */
  readonly agent: string | null;
  /** The session file said that its dialog is on the screen. */
  shown: boolean;
}

/** What the adapter remembers of one run of a session. Lost with the supervisor, and found again from the session file and the screen. */
export class SessionMemory {
  readonly incarnation: number;
  readonly status = new Status();
  readonly transcript = new Transcript();
  /** It was started with a prompt that it has not submitted yet: it is not idle, whatever its session file says. */
  expectsPrompt = false;
  /** Stops in a row that were turned into going on. */
  continuations = 0;
  conversation: string | null = null;
  /** What the session file said last. */
  fileStatus: SessionRecord['status'] | null = null;
  /** Looks at the session file and the screen again; set by the observer. */
  lookAgain: () => void = () => {};
  /** Somebody came for the mail. */
  stopRinging: () => void = () => {};
  readonly #raised = new Set<string>();
  readonly #questions = new Map<string, OpenQuestion>();
  readonly #tools = Promise.withResolvers<void>();
  /** Only of a client that was started here: one that was found running has them, or never will. */
  #awaitsTools = false;

  constructor(incarnation: number) {
    this.incarnation = incarnation;
  }

  /** A new process, which will ask for our tools. */
  expectTools(): void {
    this.#awaitsTools = true;
  }

  /** The client fetched the list of our tools. */
  toolsListed(): void {
    this.#tools.resolve();
  }

  /** Once in a session's life: waits until the client has our tools, and `settle` ms for it to read them. `false`: it did not ask for them. */
  async whenToolsListed(limit: number, settle: number): Promise<boolean> {
    if (!this.#awaitsTools) return true;
    this.#awaitsTools = false;
    const timer = new AbortController();
    const listed = this.#tools.promise.then(() => true);
    const late = pause(limit, false, {signal: timer.signal}).catch(() => false);
    const inTime = await Promise.race([listed, late]);
    timer.abort();
    if (inTime) await pause(settle);
    return inTime;
  }

  get questions(): readonly OpenQuestion[] {
    return [...this.#questions.values()];
  }

  async openQuestion(hub: SessionHub, question: OpenQuestion): Promise<void> {
    this.#questions.set(question.key, question);
    await this.#reportQuestions(hub);
  }

  async closeQuestion(hub: SessionHub, key: string): Promise<void> {
    if (this.#questions.delete(key)) await this.#reportQuestions(hub);
  }

  /** The session moved on, so these were answered in the pane: a click on them would come too late. */
  async withdraw(hub: SessionHub, which: (question: OpenQuestion) => boolean, reason: string): Promise<void> {
    const settled = this.questions.filter(which);
    if (settled.length === 0) return;
    for (const {key} of settled) this.#questions.delete(key);
    await this.#reportQuestions(hub);
    for (const {key} of settled) await hub.withdraw(key, reason);
  }

  /** Something only the pane can settle. */
  async raise(hub: SessionHub, question: Parameters<SessionHub['raise']>[0]): Promise<void> {
    this.#raised.add(question.key);
    await hub.raise(question);
  }

  /** What was raised under keys that begin like this is over. */
  async settleRaised(hub: SessionHub, prefix: string, reason: string): Promise<void> {
    for (const key of [...this.#raised].filter((raised) => raised.startsWith(prefix))) {
      this.#raised.delete(key);
      await hub.withdraw(key, reason);
    }
  }

  #reportQuestions(hub: SessionHub): Promise<void> {
    return this.status.learn(hub, {questions: this.questions.map((question) => question.what)});
  }
}

/** One memory per session: that of its newest incarnation. */
export class Memories {
  readonly #bySession = new Map<string, SessionMemory>();

  of(hub: {readonly session: string; readonly incarnation: number}): SessionMemory {
    const known = this.#bySession.get(hub.session);
    if (known && known.incarnation >= hub.incarnation) return known;
    const memory = new SessionMemory(hub.incarnation);
    this.#bySession.set(hub.session, memory);
    return memory;
  }
}
