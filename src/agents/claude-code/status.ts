import type {Waiting} from '../../core/index.ts';
import type {SessionHub} from '../adapter.ts';

/** All that is known of what a session is doing, from its hooks, its own session file and its screen. */
export interface StatusEvidence {
  /** The last word on whether a turn runs: hooks are first by some milliseconds, the session file is right in the end. */
  readonly turn: {readonly activity: 'working' | 'idle'; readonly evidence: string} | null;
  /** Permission requests that are held open, oldest first. */
  readonly questions: readonly string[];
  /** The session file says that a dialog is open; its word for it. */
  readonly waitingFor: string | null;
  /** A dialog that was recognised on the screen. */
  readonly dialog: {readonly title: string; readonly rule: string} | null;
  /** No turn can run before this is over. */
  readonly quota: string | null;
}

export interface StatusFacts {
  readonly activity?: 'working' | 'idle';
  readonly waiting: Waiting | null;
  readonly evidence: string;
}

const NOTHING_KNOWN: StatusEvidence = {turn: null, questions: [], waitingFor: null, dialog: null, quota: null};

/** What the evidence comes to. A session that waits for a person is never shown as idle, whatever else is known. `null`: nothing is known. */
export function judge({turn, questions, waitingFor, dialog, quota}: StatusEvidence): StatusFacts | null {
  const activity = turn ? {activity: turn.activity} : {};
  const forPerson = (what: string, evidence: string): StatusFacts => ({...activity, waiting: {on: 'person', what}, evidence});
  const [question] = questions;
  if (question)
    return forPerson(questions.length > 1 ? `${question} (and ${questions.length - 1} more)` : question, 'hook PermissionRequest');
  if (dialog) return forPerson(dialog.title, `screen: ${dialog.rule}`);
  if (waitingFor) return forPerson(waitingFor, 'session file: waiting');
  if (!turn) return null;
  if (turn.activity === 'idle' && quota) return {...activity, waiting: {on: 'quota', what: quota}, evidence: turn.evidence};
  return {...activity, waiting: null, evidence: turn.evidence};
}

/** Collects evidence and reports what it comes to, when that changes, in order. */
export class Status {
  #evidence = NOTHING_KNOWN;
  #reported = '';
  #queue: Promise<void> = Promise.resolve();

  get evidence(): StatusEvidence {
    return this.#evidence;
  }

  /** Resolves when the change, if there is one, is durable. */
  learn(hub: SessionHub, news: Partial<StatusEvidence>): Promise<void> {
    this.#evidence = {...this.#evidence, ...news};
    const facts = judge(this.#evidence);
    // The evidence alone is not news: every tool call has some.
    const state = JSON.stringify([facts?.activity, facts?.waiting]);
    if (!facts || state === this.#reported) return this.#queue;
    this.#reported = state;
    this.#queue = this.#queue.then(() => hub.observe(facts)).catch((error) => hub.log(`status: ${error}`));
    return this.#queue;
  }
}
