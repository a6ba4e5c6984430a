import type {BlockerId, MessageId, SessionId, TaskId, Timestamp} from '../ids.ts';
import type {Priority} from '../messages/message.ts';

/**
 * `open`: nobody has it; what it waits for, if anything, follows from its dependencies. `review`: its owner is done, and another session has to
 * approve it. The last three are ends.
 */
export type TaskState = 'open' | 'assigned' | 'accepted' | 'review' | 'done' | 'failed' | 'cancelled';

export interface Task {
  readonly id: TaskId;
  readonly title: string;
  readonly body: string;
  /** A session, or `human`. */
  readonly from: string;
  /** What was asked for: a session's name, a role's, or `*` for whoever takes it. */
  readonly to: string;
  /** `null` while `open`: nobody who fits is there. */
  readonly owner: SessionId | null;
  readonly state: TaskState;
  /** Shell command, run in the project root, that must exit 0 before the task counts as done. */
  readonly acceptance: string | null;
  /** Name of the configured check that `acceptance` was taken from. */
  readonly check: string | null;
  /** Who asked for this acceptance: a person's runs as it is, a session's only when the configuration or a person allows it. */
  readonly acceptanceFrom: string;
  /** Role that has to approve it, by a session other than the owner. */
  readonly reviewBy: string | null;
  /** Who reviews it now. `null` in the state `review`: nobody who may is there. */
  readonly reviewer: SessionId | null;
  readonly priority: Priority;
  /** For sessions of this tier or above: 1 decides. `null`: for any. */
  readonly tier: number | null;
  /** What it takes; whoever has the most of it comes first. */
  readonly expertise: readonly string[];
  /** Phase that it belongs to: not ready before the gates of the earlier ones have been passed. */
  readonly phase: string | null;
  /** Tasks that have to be done before. */
  readonly after: readonly TaskId[];
  readonly message: MessageId | null;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  /** How often it was given to somebody. */
  readonly attempts: number;
  /** Who had it before, and lost it. */
  readonly lastOwner: SessionId | null;
  /** Its owner says it is done, and the check runs. */
  readonly checking: {readonly summary: string} | null;
  /** Why the attempt before came to nothing. */
  readonly learnt: string | null;
  /** What the owner said at the end, and what shows it. */
  readonly result: {readonly summary: string; readonly evidence: string} | null;
}

/** What sessions cannot go on without. One answer frees all that wait for the same thing. */
export interface Blocker {
  readonly id: BlockerId;
  /** The same thing has the same key. */
  readonly key: string;
  readonly what: string;
  /** Who can give it: `human`, or a session. */
  readonly on: string;
  /** Who waits. */
  readonly sessions: readonly SessionId[];
  readonly raisedAt: Timestamp;
}

/** A phase of the project, and what has to hold before the next one begins. */
export interface PhaseRule {
  readonly name: string;
  /** Names of configured checks. */
  readonly checks: readonly string[];
  /** A person has to approve. */
  readonly person: boolean;
}

export interface PhaseState {
  /** Who opened its gate, and what showed that it may be. */
  readonly passed: {readonly by: string; readonly evidence: string} | null;
  /** What became of the last try: its checks run, a person is asked, a check failed, or the person left it closed. */
  readonly gate: 'checking' | 'asked' | 'failed' | 'left' | null;
  /** Who tried. */
  readonly by: string | null;
}
