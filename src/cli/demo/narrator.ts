import {randomUUID} from 'node:crypto';
import {ORCHESTRATOR, PHRASES} from '../../agents/demo/story/cast.ts';
import {ConnectionLostError} from '../../client/connection-lost.ts';
import {type ControlClient, RefusedError} from '../../client/control.ts';
import type {Event} from '../../core/index.ts';
import {type StoryLine, StoryTeller} from './story-lines.ts';

/** Events asked for at a time. */
const PAGE = 500;

export interface NarratorOptions {
  /** How long a question waits for the person who looks on, before it is answered so that the story goes on. Milliseconds. */
  readonly patience: number;
  onLine(line: StoryLine, at: number): void;
  /** The orchestrator has reported: the story is over. */
  onEnd(): void;
  onFailure(error: unknown): void;
}

/** Follows the team as any client does, and stands in for a person who does not answer. */
export class Narrator implements Disposable {
  readonly teller = new StoryTeller();
  readonly #options: NarratorOptions;
  readonly #questions = new Map<string, NodeJS.Timeout>();
  #control: ControlClient | null = null;
  #listening: Disposable | null = null;
  #position = 0;
  #startedAt: number | null = null;
  #reading = false;
  #again = false;

  constructor(options: NarratorOptions) {
    this.#options = options;
  }

  /** Goes on where the last connection ended. */
  async follow(control: ControlClient): Promise<void> {
    this.#listening?.[Symbol.dispose]();
    this.#control = control;
    this.#listening = control.onPush(() => void this.#read());
    await control.request('follow', {});
    await this.#read();
  }

  [Symbol.dispose](): void {
    this.#listening?.[Symbol.dispose]();
    this.#control = null;
    for (const timer of this.#questions.values()) clearTimeout(timer);
    this.#questions.clear();
  }

  /** One reader at a time; what is pushed meanwhile is read in another round. */
  async #read(): Promise<void> {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#again && this.#control) {
        this.#again = false;
        const events = await this.#control.request('events', {from: this.#position, limit: PAGE});
        for (const event of events) this.#tell(event);
        this.#again ||= events.length === PAGE;
      }
    } catch (error) {
      this.#complain(error);
    } finally {
      this.#reading = false;
    }
  }

  #tell(event: Event): void {
    this.#position = event.position;
    this.#startedAt ??= event.at;
    const line = this.teller.tell(event);
    if (line) this.#options.onLine(line, event.at - this.#startedAt);
    const {body} = event;
    if (body.type === 'attention.raised' && body.attention.kind === 'permission') this.#stand(body.attention.id);
    if (body.type === 'attention.answered' || body.type === 'attention.withdrawn') this.#forget(body.attention);
    if (body.type === 'message.sent' && body.message.from === ORCHESTRATOR && ENDS.has(body.message.subject)) this.#options.onEnd();
  }

  #stand(attention: string): void {
    const answer = async (): Promise<void> => {
      const body = {type: 'attention.answer', attention, choice: 'allow', text: 'demo viewer'} as const;
      await this.#control?.request('command', {id: randomUUID(), body}).catch((error) => this.#complain(error));
    };
    this.#questions.set(
      attention,
      setTimeout(() => void answer(), this.#options.patience),
    );
  }

  /** Somebody else was quicker, or the supervisor is gone and its successor is followed next: neither is a failure. */
  #complain(error: unknown): void {
    if (!(error instanceof RefusedError || error instanceof ConnectionLostError)) this.#options.onFailure(error);
  }

  #forget(attention: string): void {
    clearTimeout(this.#questions.get(attention));
    this.#questions.delete(attention);
  }
}

const ENDS: ReadonlySet<string> = new Set([PHRASES.finished, PHRASES.unfinished]);
