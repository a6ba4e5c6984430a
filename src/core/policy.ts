import type {PhaseRule} from './tasks/task.ts';

export type Enforcement = 'deny' | 'warn' | 'off';

/** `show`: a mark on the board; `tell`: a message to the session, too; `pause`: it is paused until a person resumes it. */
export type RepetitionAction = 'show' | 'tell' | 'pause' | 'off';

/** Rules of the team, from the configuration. */
export interface Policy {
  readonly enforcement: Enforcement;
  /** The first glob that matches a path decides for it. */
  readonly enforcementByPath: readonly {readonly glob: string; readonly enforcement: Enforcement}[];
  /** Milliseconds. */
  readonly claimTtl: number;
  readonly automaticClaimTtl: number;
  /** More exits than this within the window and the session is `failed` and goes to the attention queue. */
  readonly restartLimit: number;
  readonly restartWindow: number;
  /** First wait before a restart; doubled at each further one in the window, at most a minute. Milliseconds. */
  readonly restartDelay: number;
  /** Undelivered messages that one recipient may have; more are refused to the sender. */
  readonly inboxLimit: number;
  /** Until a message that needs a reply, and does not say by when, is overdue. Milliseconds. */
  readonly replyWithin?: number;
  /** No heartbeat for this long while working: shown as quiet. Milliseconds. */
  readonly quietAfter: number;
  /** A task that has lost this many owners goes to a person. */
  readonly taskAttempts: number;
  /** No sign of a task's owner for this long, and the task goes to somebody else. Milliseconds. */
  readonly taskSilence: number;
  /** Acceptance checks that sessions may name, by name: shell commands. */
  readonly checks: Readonly<Record<string, string>>;
  /** In their order. */
  readonly phases: readonly PhaseRule[];
  /** As long, and a person is asked. Milliseconds, more than `quietAfter`. */
  readonly stuckAfter: number;
  /** What follows when a session does the same thing so often. */
  readonly repetition: {readonly action: RepetitionAction; readonly after: number};
  /** What happened longer ago is not in the activity any more. Milliseconds. */
  readonly activityFor?: number;
}
