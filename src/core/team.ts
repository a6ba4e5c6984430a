/**
 * The state of one team: what folding the journal gives. A `Team` belongs to one reader, which folds events into it in place (`evolve`);
 * deciding only reads it. It is plain data, so a snapshot is its JSON.
 */

import type {Finding} from './repetition/deed.ts';

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

/** What the configuration says of a session. */
export interface SessionSpec {
  readonly id: SessionId;
  readonly role: string;
  /** 1 decides. */
  readonly tier: number;
  /** Adapter id: `claude-code`, `command`, `demo`. */
  readonly client: string;
  readonly expertise: readonly string[];
  /** Names of roles, or `*`. A role that may delegate is an orchestrator. */
  readonly delegatesTo: readonly string[];
  /** Globs that sessions of this role may claim; empty means anything. */
  readonly paths: readonly string[];
  /** `joined`: a person started the process by hand; the supervisor neither starts nor ends it. */
  readonly origin: 'config' | 'joined';
}

/** Evidence that a session is doing something. Never produced by the supervisor's own timers. */
export interface Heartbeat {
  readonly at: Timestamp;
  readonly action: string;
  readonly target: string | null;
  readonly phase: string | null;
  /** 0 to 1. */
  readonly progress: number | null;
  readonly next: string | null;
  /** `hook`: seen by the client's hooks; `session`: said by the session itself. */
  readonly source: 'hook' | 'session';
}

export interface Waiting {
  readonly on: 'person' | 'session' | 'quota' | 'job';
  /** A phrase for the board: `permission: Bash rm -r build`. */
  readonly what: string;
}

export interface ProcessIdentity {
  readonly pid: number;
  /** Kernel start time in clock ticks (Linux), so that a reused pid is not mistaken for it. */
  readonly startTime: string;
}

export interface SessionExit {
  readonly at: Timestamp;
  readonly code: number | null;
  readonly signal: string | null;
  /** Someone asked for it. */
  readonly expected: boolean;
}

/** The process: a fact of its own, apart from progress (`heartbeat`) and from what the session waits on (`waiting`). */
export type Life = 'stopped' | 'starting' | 'running' | 'failed';
export type Activity = 'unknown' | 'working' | 'idle';

export interface Session extends SessionSpec {
  /** Grows by one at each start. 0 before the first. */
  readonly incarnation: number;
  readonly life: Life;
  readonly activity: Activity;
  readonly waiting: Waiting | null;
  readonly paused: boolean;
  /** What it said that it cannot go on without; `null` when nothing. */
  readonly blocked: string | null;
  /** Somebody asked for its end: what follows the exit. */
  readonly ending: 'stop' | 'restart' | null;
  readonly process: ProcessIdentity | null;
  /** The client's own id of the conversation, to resume it. */
  readonly conversation: string | null;
  readonly heartbeat: Heartbeat | null;
  /**
   * From when its silence counts: its last sign of life, or the beginning of its state; later by the grace that a fresh process gets, and by
   * the time in which nobody could have heard it.
   */
  readonly silentSince: Timestamp;
  /** Expected to beat, and nothing was heard for longer than `quietAfter`, or `stuckAfter`. Ends with the next sign of life. */
  readonly silence: 'quiet' | 'stuck' | null;
  /** It repeats itself, since then. Ends when it does something else. */
  readonly repetition: (Finding & {readonly since: Timestamp}) | null;
  /** When the state that is shown began. */
  readonly since: Timestamp;
  /** What the state was read from: `hook Stop`, `screen`, `exit 1`. */
  readonly evidence: string;
  /** Newest last, at most 10. */
  readonly exits: readonly SessionExit[];
  readonly registeredAt: Timestamp;
}

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

export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type Authority = 'human' | 'delegator' | 'peer' | 'harmony';
/** `superseded`: a newer message took its place before it was delivered; it never will be. */
export type DeliveryState = 'queued' | 'offered' | 'injected' | 'seen' | 'answered' | 'superseded';

export interface DeliveryStep {
  readonly state: DeliveryState;
  readonly at: Timestamp;
  readonly evidence: string;
}

/** A message's way to one recipient. */
export interface Delivery {
  readonly state: DeliveryState;
  readonly steps: readonly DeliveryStep[];
}

/** A session's name, `role:NAME`, `tier:N`, `all`, or `human`. */
export type Address = string;

export interface Message {
  readonly id: MessageId;
  /** A session, `human`, or `harmony` (the supervisor itself). */
  readonly from: string;
  readonly authority: Authority;
  readonly to: Address;
  readonly subject: string;
  readonly body: string;
  readonly priority: Priority;
  readonly replyTo: MessageId | null;
  readonly needsReply: boolean;
  /** Until when every recipient is to have answered. Left out in journals from before there were deadlines. */
  readonly replyBy?: Timestamp | null;
  /** The deadline passed without an answer, and a person was told. */
  readonly overdueAt?: Timestamp;
  /** The older message whose place it takes … */
  readonly replaces?: MessageId | null;
  /** … and there, the newer one. */
  readonly replacedBy?: MessageId;
  readonly sentAt: Timestamp;
  /** By recipient (a session id or `human`), fixed when it was sent. */
  readonly deliveries: Readonly<Record<string, Delivery>>;
}

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

export type Enforcement = 'deny' | 'warn' | 'off';

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

/** One line of the team's recent history, for the board. */
export interface ActivityEntry {
  readonly at: Timestamp;
  readonly session: SessionId | null;
  readonly text: string;
}

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
