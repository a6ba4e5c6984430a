import type {ClaimId, SessionId, Timestamp, WaitId} from '../ids.ts';

export interface Resource {
  /** `path`, or the kind of a named thing (`service`). */
  readonly kind: string;
  /** Path or glob relative to the project root with `/`, or the thing's name. */
  readonly pattern: string;
}

/** A lease on resources. Two claims conflict when one thing of the one can match one of the other. */
export interface Claim {
  readonly id: ClaimId;
  readonly holder: SessionId;
  readonly incarnation: number;
  readonly resources: readonly Resource[];
  readonly mode: 'exclusive' | 'shared';
  readonly reason: string;
  /** Higher than that of any claim granted before. */
  readonly fence: number;
  readonly grantedAt: Timestamp;
  /** Milliseconds that a renewal gives. */
  readonly ttl: number;
  readonly expiresAt: Timestamp;
  /** Taken for the session by an edit, not asked for. */
  readonly automatic: boolean;
}

/**
 * A place in the line for a claim that cannot be had yet. It is granted in its turn: nobody who came later gets anything of it first. The number in
 * its id says who came first.
 */
export interface ClaimWait extends Pick<Claim, 'resources' | 'mode' | 'reason' | 'ttl'> {
  readonly id: WaitId;
  readonly session: SessionId;
  readonly incarnation: number;
  readonly since: Timestamp;
  /** Given up then. */
  readonly until: Timestamp;
  /** How the session hears of its turn: by the answer to a call that it keeps open, or by a message. */
  readonly tell: 'call' | 'message';
}

/** How a wait has ended. */
export interface SettledWait {
  readonly how: 'granted' | 'timed-out' | 'cancelled' | 'session-ended' | 'deadlock';
  /** The claim that it came to. */
  readonly claim: ClaimId | null;
  readonly at: Timestamp;
}
