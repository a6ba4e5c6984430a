import type {AttentionId, SessionId, Timestamp} from './ids.ts';

export type AttentionKind =
  | 'permission'
  | 'question'
  | 'plan'
  | 'trust'
  | 'login'
  | 'dead'
  | 'quota'
  | 'stuck'
  | 'repetition'
  | 'blocked'
  | 'delivery'
  | 'notice';

export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** One thing that waits for a person. */
export interface Attention {
  readonly id: AttentionId;
  readonly kind: AttentionKind;
  readonly session: SessionId | null;
  readonly title: string;
  readonly detail: string;
  /** Empty: it can only be answered in the pane. */
  readonly choices: readonly Choice[];
  /** The same key is not raised twice while open: `permission:toolu_1`. */
  readonly key: string;
  readonly raisedAt: Timestamp;
  readonly state: 'open' | 'answered' | 'withdrawn';
  readonly answer: {readonly choice: string; readonly text: string | null; readonly by: string; readonly at: Timestamp} | null;
}
