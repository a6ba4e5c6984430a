import type {Finding} from './repetition/deed.ts';
import type {
  Attention,
  Blocker,
  BlockerId,
  Claim,
  ClaimId,
  ClaimWait,
  DeliveryState,
  Heartbeat,
  Message,
  MessageId,
  Policy,
  ProcessIdentity,
  SessionId,
  SessionSpec,
  SettledWait,
  Task,
  TaskId,
  Timestamp,
  WaitId,
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
      readonly how: 'released' | 'expired' | 'session-ended' | 'forced' | 'given';
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
  | {
      readonly type: 'wait.begun';
      readonly wait: ClaimWait;
      /** Whom it waited for at its beginning. */
      readonly behind: readonly SessionId[];
    }
  | {
      readonly type: 'wait.ended';
      readonly wait: WaitId;
      readonly how: SettledWait['how'];
      readonly claim: ClaimId | null;
      readonly by: string;
    }
  /** Somebody wanted to write under an old fence, or from a process of an older incarnation. `fence`: as it was shown; `null`: none was. */
  | {
      readonly type: 'write.refused';
      readonly session: string;
      readonly incarnation: number | null;
      readonly fence: number | null;
      readonly what: 'edit' | 'claim' | 'check';
      readonly resources: readonly string[];
    }
  /** A backup took the journal's place: the next fence is above `floor`, and above the last known one by more than `jump`. */
  | {readonly type: 'journal.restored'; readonly jump: number; readonly floor: number}
  | {readonly type: 'message.sent'; readonly message: Message}
  | {
      readonly type: 'message.delivered';
      readonly message: MessageId;
      readonly recipient: string;
      readonly state: DeliveryState;
      readonly evidence: string;
    }
  /** The deadline for an answer passed; these had not answered. */
  | {readonly type: 'message.overdue'; readonly message: MessageId; readonly recipients: readonly string[]}
  | {readonly type: 'task.created'; readonly task: Task}
  | {
      readonly type: 'task.assigned';
      readonly task: TaskId;
      readonly owner: SessionId | null;
      readonly message: MessageId | null;
      readonly reason: string;
    }
  | {readonly type: 'task.accepted'; readonly task: TaskId}
  | {
      readonly type: 'task.changed';
      readonly task: TaskId;
      readonly changes: Partial<
        Pick<Task, 'acceptance' | 'check' | 'acceptanceFrom' | 'reviewBy' | 'priority' | 'tier' | 'expertise' | 'after' | 'phase'>
      >;
    }
  /** Its owner is done, and its check has passed. `reviewer` is `null` while nobody who may review it is there. */
  | {
      readonly type: 'task.reviewRequested';
      readonly task: TaskId;
      readonly reviewer: SessionId | null;
      readonly summary: string;
      readonly evidence: string;
    }
  /** Back to its owner, with the reasons. */
  | {readonly type: 'task.rejected'; readonly task: TaskId; readonly by: string; readonly reasons: string}
  | {readonly type: 'task.cancelled'; readonly task: TaskId; readonly by: string; readonly reason: string}
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
  | {readonly type: 'blocker.raised'; readonly blocker: Blocker}
  | {readonly type: 'blocker.joined'; readonly blocker: BlockerId; readonly session: SessionId}
  /** It waits no more, without an answer. */
  | {readonly type: 'blocker.left'; readonly blocker: BlockerId; readonly session: SessionId}
  | {readonly type: 'blocker.answered'; readonly blocker: BlockerId; readonly answer: string; readonly by: string}
  /** Its checks run now. */
  | {readonly type: 'phase.gateTried'; readonly phase: string; readonly by: string}
  /** It stays closed: a check failed, a person is asked, or has left it. */
  | {readonly type: 'phase.gateClosed'; readonly phase: string; readonly why: 'asked' | 'failed' | 'left'; readonly evidence: string}
  | {readonly type: 'phase.passed'; readonly phase: string; readonly by: string; readonly evidence: string}
  /** It, and all after it, are not passed any more. */
  | {readonly type: 'phase.reopened'; readonly phase: string; readonly by: string}
  /** A person's word on a command that a session wants to be run as a check: for this time and every later one. */
  | {readonly type: 'check.decided'; readonly command: string; readonly approved: boolean; readonly by: string}
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
