/** Milliseconds of team time: anchored to the wall clock when the journal was opened, then advanced by the monotonic clock only. */
export type Timestamp = number;
/** A session's id is its name: unique in the team, `[a-z][a-z0-9-]{0,31}`. */
export type SessionId = string;
/** `C-12` */
export type ClaimId = string;
/** `W-12` */
export type WaitId = string;
/** `M-12` */
export type MessageId = string;
/** `T-12` */
export type TaskId = string;
/** `A-12` */
export type AttentionId = string;
/** `B-12` */
export type BlockerId = string;

/** Who caused a command. Stamped by whoever authenticated the connection, never taken from an argument. */
export type Actor =
  | {readonly kind: 'human'}
  | {readonly kind: 'session'; readonly session: SessionId; readonly incarnation: number}
  | {readonly kind: 'supervisor'};
