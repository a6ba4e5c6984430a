import type {Finding} from './repetition/deed.ts';
import type {
  Attention,
  Claim,
  ClaimId,
  DeliveryState,
  Heartbeat,
  Message,
  MessageId,
  Policy,
  ProcessIdentity,
  SessionId,
  SessionSpec,
  Task,
  TaskId,
  Timestamp,
  Waiting,
} from './team.ts';

/** What happened. Facts only: folding an event needs no clock and no rule. */
export type EventBody =
  | {readonly type: 'team.configured'; readonly name: string; readonly policy: Policy}
  | {readonly type: 'session.registered'; readonly spec: SessionSpec}
  | {readonly type: 'session.removed'; readonly session: SessionId}
  | {readonly type: 'session.startRequested'; readonly session: SessionId}
  | {
      readonly type: 'session.started';
      readonly session: SessionId;
      readonly incarnation: number;
      readonly process: ProcessIdentity | null;
      readonly conversation: string | null;
    }
  | {
      readonly type: 'session.observed';
      readonly session: SessionId;
      readonly activity?: 'working' | 'idle';
      readonly waiting?: Waiting | null;
      readonly conversation?: string;
      readonly evidence: string;
    }
  | {readonly type: 'session.stopRequested'; readonly session: SessionId; readonly restart: boolean}
  | {
      readonly type: 'session.exited';
      readonly session: SessionId;
      readonly incarnation: number;
      readonly code: number | null;
      readonly signal: string | null;
      readonly expected: boolean;
      readonly reason: string | null;
      /** What follows: nothing, a start after `delay` ms, or no more tries. */
      readonly next: {readonly kind: 'stay'} | {readonly kind: 'restart'; readonly delay: number} | {readonly kind: 'give-up'};
    }
  | {readonly type: 'session.paused'; readonly session: SessionId; readonly paused: boolean}
  /** Only when the phase, the action, the target or the state changed: beats in between are not events. */
  | {readonly type: 'heartbeat.changed'; readonly session: SessionId; readonly heartbeat: Heartbeat}
  | {readonly type: 'session.repeated'; readonly session: SessionId; readonly finding: Finding}
  /** It does something else than what it repeated. */
  | {readonly type: 'session.movedOn'; readonly session: SessionId}
  /** It was expected to beat, and nothing was heard since then. */
  | {readonly type: 'session.silent'; readonly session: SessionId; readonly level: 'quiet' | 'stuck'; readonly since: Timestamp}
  /** Nobody could be heard meanwhile: it counts for no silence. */
  | {readonly type: 'time.unattended'; readonly from: Timestamp; readonly until: Timestamp}
  | {readonly type: 'claim.granted'; readonly claim: Claim}
  | {readonly type: 'claim.renewed'; readonly claim: ClaimId; readonly expiresAt: Timestamp}
  | {
      readonly type: 'claim.ended';
      readonly claim: ClaimId;
      readonly how: 'released' | 'expired' | 'session-ended' | 'forced';
      readonly by: string;
    }
  | {
      readonly type: 'claim.refused';
      readonly session: SessionId;
      readonly resources: readonly string[];
      readonly holder: SessionId;
      readonly claim: ClaimId;
      /** `null`: asked for by name; else the tool whose edit was refused (or let through, with `warned`). */
      readonly tool: string | null;
      readonly warned: boolean;
    }
  | {readonly type: 'message.sent'; readonly message: Message}
  | {
      readonly type: 'message.delivered';
      readonly message: MessageId;
      readonly recipient: string;
      readonly state: DeliveryState;
      readonly evidence: string;
    }
  | {readonly type: 'task.created'; readonly task: Task}
  | {
      readonly type: 'task.assigned';
      readonly task: TaskId;
      readonly owner: SessionId | null;
      readonly message: MessageId | null;
      readonly reason: string;
    }
  | {readonly type: 'task.accepted'; readonly task: TaskId}
  /** Its owner says that it is done; the acceptance check decides. */
  | {readonly type: 'task.finishRequested'; readonly task: TaskId; readonly summary: string}
  | {readonly type: 'task.checkFailed'; readonly task: TaskId; readonly evidence: string}
  | {
      readonly type: 'task.finished';
      readonly task: TaskId;
      readonly outcome: 'done' | 'failed';
      readonly summary: string;
      readonly evidence: string;
    }
  | {readonly type: 'attention.raised'; readonly attention: Attention}
  | {
      readonly type: 'attention.answered';
      readonly attention: string;
      readonly choice: string;
      readonly text: string | null;
      readonly by: string;
    }
  | {readonly type: 'attention.withdrawn'; readonly attention: string; readonly reason: string};

/** An event as the journal keeps it. */
export interface Event {
  /** 1, 2, 3 … without gaps. */
  readonly position: number;
  /** Team time. */
  readonly at: Timestamp;
  /** Wall clock, milliseconds since 1970: for people only. */
  readonly wall: number;
  /** The command that caused it. */
  readonly command: string;
  /** `human`, `harmony`, or a session. */
  readonly actor: string;
  readonly body: EventBody;
}
