import type {Attention} from './attention.ts';
import type {Claim, ClaimWait, SettledWait} from './claims/claim.ts';
import type {Session} from './health/session.ts';
import type {AttentionId, BlockerId, ClaimId, MessageId, SessionId, TaskId, Timestamp, WaitId} from './ids.ts';
import type {Message} from './messages/message.ts';
import type {Policy} from './policy.ts';
import type {Blocker, PhaseState, Task} from './tasks/task.ts';

export type * from './attention.ts';
export type * from './claims/claim.ts';
export type * from './health/session.ts';
export type * from './ids.ts';
export type * from './messages/message.ts';
export type * from './policy.ts';
export type * from './tasks/task.ts';

/** One line of the team's recent history, for the board. */
export interface ActivityEntry {
  readonly at: Timestamp;
  readonly session: SessionId | null;
  readonly text: string;
}

/**
 * The state of one team: what folding the journal gives. A `Team` belongs to one reader, which folds events into it in place (`evolve`);
 * deciding only reads it. It is plain data, so a snapshot is its JSON.
 */
export interface Team {
  /** Number of events folded in: the position of the last one. */
  position: number;
  name: string;
  policy: Policy;
  sessions: Record<SessionId, Session>;
  claims: Record<ClaimId, Claim>;
  /** Those that go on, and the newest of those that have ended: whoever asks late still gets the answer. */
  waits: Record<WaitId, ClaimWait>;
  settledWaits: Record<WaitId, SettledWait>;
  messages: Record<MessageId, Message>;
  tasks: Record<TaskId, Task>;
  attention: Record<AttentionId, Attention>;
  /** Open ones only. */
  blockers: Record<BlockerId, Blocker>;
  /** What a person said of commands that sessions want to be run as checks, by command. */
  checks: Record<string, 'approved' | 'refused'>;
  /** By name; one that is not in it has not been tried yet. */
  phases: Record<string, PhaseState>;
  /** Newest last: those of the last `policy.activityFor`, at most 2,000, and at times a few hundred before them. */
  activity: ActivityEntry[];
  /** Last number given out, per kind of id; `fence` is the last fence. */
  counters: {claim: number; wait: number; message: number; task: number; attention: number; blocker: number; fence: number};
}
