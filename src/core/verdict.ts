/** Why a command was refused. The command line turns the code into an exit code, MCP and hooks into a sentence. */
export type RefusalCode =
  /** The command itself is wrong: exit 2. */
  | 'invalid'
  /** It names a session, claim, message, task or question that is not there: exit 3. */
  | 'not-found'
  /** Somebody else holds it, or was first: exit 4. */
  | 'conflict'
  /** The actor may not do this: exit 1. */
  | 'forbidden'
  /** An old incarnation or fence: exit 1. */
  | 'stale'
  /** A queue is full: exit 1. */
  | 'full'
  /** Only a person can let it go on: exit 5. */
  | 'needs-person'
  /** Nothing was wrong with it, but it could not be done (the disk is full, a program is gone): exit 1. */
  | 'failed';

export interface Refusal {
  readonly code: RefusalCode;
  /** One sentence: who, what, why, until when. */
  readonly message: string;
  /** What to do now. */
  readonly remedy: string;
  /** Facts with stable keys, for `--json`. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The stored answer to a command; a retry with the same command id gets the same one. */
export type Verdict = {readonly ok: true; readonly value: unknown} | {readonly ok: false; readonly refusal: Refusal};
