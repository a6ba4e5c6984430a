import type {AttentionId, SessionId, TaskId} from './team.ts';

/**
 * What the shell has to do after events were made durable. Values only: the core performs nothing. Every effect can be worked out again from
 * the team's state (`outstanding`), so that a supervisor that died between append and effect loses none.
 */
export type Effect =
  /** Start the session's process; `after` ms from now. `incarnation` is the epoch: ignore it when the session has moved on. */
  | {readonly type: 'session.start'; readonly session: SessionId; readonly after: number; readonly incarnation: number}
  | {readonly type: 'session.stop'; readonly session: SessionId; readonly incarnation: number}
  /** There is undelivered mail for this session. */
  | {readonly type: 'deliver'; readonly session: SessionId}
  /** A question was settled: whoever holds the session's request open answers it. */
  | {readonly type: 'attention.settled'; readonly attention: AttentionId}
  /** Something new waits for a person. */
  | {readonly type: 'notify'; readonly attention: AttentionId}
  /** A task says it is done: run its acceptance check. */
  | {readonly type: 'task.check'; readonly task: TaskId}
  /** Somebody in the line for a claim can have it now. */
  | {readonly type: 'claim.grantWaiting'}
  /** A gate is tried: run its checks. */
  | {readonly type: 'phase.check'; readonly phase: string}
  /** All tasks of the present phase are over. */
  | {readonly type: 'phase.tryGate'}
  /** A task without an owner can be given to somebody now. */
  | {readonly type: 'task.assignOpen'};
