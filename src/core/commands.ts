import type {Finding} from './repetition/deed.ts';
import type {
  Actor,
  Address,
  AttentionKind,
  Choice,
  ClaimId,
  DeliveryState,
  MessageId,
  Policy,
  Priority,
  ProcessIdentity,
  SessionId,
  SessionSpec,
  TaskId,
  Timestamp,
  Waiting,
} from './team.ts';

/** What a task can have beyond its words. */
interface TaskTerms {
  readonly acceptance?: string | null;
  /** A role. */
  readonly reviewBy?: string | null;
  readonly priority?: Priority;
  readonly tier?: number | null;
  readonly expertise?: readonly string[];
  readonly after?: readonly TaskId[];
  readonly phase?: string | null;
}

/** What somebody wants. `value` comments say what the verdict carries when the command is accepted. */
export type CommandBody =
  // --- the team and its sessions (supervisor, human) ---
  /** Sets the rules and the sessions of the configuration. Sessions that are no longer in it are removed when they are not running. */
  | {readonly type: 'team.configure'; readonly name: string; readonly policy: Policy; readonly sessions: readonly SessionSpec[]}
  /** Adds one session: by `harmony join`. value: {session, incarnation} */
  | {readonly type: 'session.join'; readonly spec: SessionSpec; readonly process: ProcessIdentity | null}
  /** A person (or the supervisor at `up`) wants it to run. Effect: start. */
  | {readonly type: 'session.start'; readonly session: SessionId}
  /** The process is there. A new incarnation begins. value: {incarnation} */
  | {
      readonly type: 'session.started';
      readonly session: SessionId;
      readonly process: ProcessIdentity;
      readonly conversation: string | null;
    }
  /** It could not even be started: counts as an exit. */
  | {readonly type: 'session.startFailed'; readonly session: SessionId; readonly reason: string}
  /** What was observed of a running session. Only a change becomes an event. Refused as `stale` for an old incarnation. */
  | {
      readonly type: 'session.observe';
      readonly session: SessionId;
      readonly incarnation: number;
      readonly activity?: 'working' | 'idle';
      /** `null`: it waits for nothing. Left out: not known by this observer. */
      readonly waiting?: Waiting | null;
      /** The client's conversation id changed (`/clear`, fork). */
      readonly conversation?: string;
      readonly evidence: string;
    }
  | {
      readonly type: 'session.exited';
      readonly session: SessionId;
      readonly incarnation: number;
      readonly code: number | null;
      readonly signal: string | null;
    }
  /** A person wants it to end and stay ended. Effect: stop. */
  | {readonly type: 'session.stop'; readonly session: SessionId}
  /** A person wants a fresh process of the same conversation. Effects: stop, then start at its exit. */
  | {readonly type: 'session.restart'; readonly session: SessionId}
  /** Paused: its edits are refused and no message is delivered until `session.resume`. */
  | {readonly type: 'session.pause'; readonly session: SessionId}
  | {readonly type: 'session.resume'; readonly session: SessionId}
  /** What was seen of its doings: it repeats itself, or (`null`) does something else now. What follows is the team's rule. */
  | {readonly type: 'session.repetition'; readonly session: SessionId; readonly incarnation: number; readonly finding: Finding | null}
  // --- what a session does (hooks, MCP, CLI) ---
  | {
      readonly type: 'heartbeat';
      readonly action: string;
      readonly target?: string | null;
      readonly phase?: string | null;
      readonly progress?: number | null;
      readonly next?: string | null;
      /** Of a hook: a short hash of the call's arguments. Compared, and never stored. */
      readonly argumentsHash?: string | null;
      /** The file that the call is about to change, and a short hash of what is in it now; `null`: that could not be read. */
      readonly edits?: string | null;
      readonly contentHash?: string | null;
      readonly source: 'hook' | 'session';
    }
  /**
   * All or nothing. value: {claim: Claim, renewed, warnings: string[]}; where it was put in the line: {wait: ClaimWait, behind: SessionId[], warnings}. Refused as `conflict` with
   * details {conflict: {holder, claim, resources, reason, expiresAt}}, behind somebody in the line {line: {session, wait, resources, reason}}, and
   * where the wait would never end {deadlock: {session, waitsFor, over, holds}[]}.
   */
  | {
      readonly type: 'claim';
      readonly resources: readonly string[];
      readonly mode: 'exclusive' | 'shared';
      readonly reason: string;
      /** Milliseconds; the team's default when left out. */
      readonly ttl?: number;
      /** Yes, all files of the project: without it, a pattern that takes them all is refused. */
      readonly everything?: boolean;
      /** Milliseconds to wait in the line when it cannot be had now. */
      readonly wait?: number;
      /** How it hears of its turn: the caller stays (the default), or a message. */
      readonly tell?: 'call' | 'message';
      /** Only renew: the claim that was granted with this fence. Refused as `stale` when it has ended. */
      readonly fence?: number;
    }
  /** Does the claim with this fence still hold all of it? value: {claim: Claim}. Refused as `stale` when not, and recorded. */
  | {readonly type: 'claim.check'; readonly fence: number; readonly resources: readonly string[]}
  /**
   * Moves claims to another session, with a new fence: by ids, or those that hold nothing but what is named. A session gives its own, a person
   * anybody's. value: {given: {from: ClaimId, holder: SessionId, claim: Claim}[]}
   */
  | {readonly type: 'claim.give'; readonly to: SessionId; readonly claims?: readonly ClaimId[]; readonly resources?: readonly string[]}
  /** Gives those their claims whose turn has come, one at a time, and ends a wait that would never end. */
  | {readonly type: 'claim.grantWaiting'}
  /**
   * By ids (of waits, too), by resources, or all of the actor's. `force`: of anybody's, for a person; their holders are told.
   * value: {released: (ClaimId | WaitId)[]}
   */
  | {
      readonly type: 'release';
      readonly claims?: readonly ClaimId[];
      readonly resources?: readonly string[];
      readonly all?: boolean;
      readonly force?: boolean;
    }
  /**
   * The moment of an edit. Free paths are claimed for the session, its own claims are renewed; a path that another holds is refused
   * (`conflict`), or recorded and let through where the policy says `warn`. With `fence`, all of it has to be held by the claim that was granted with
   * it, whatever the policy says. value: {claimed: ClaimId[], warnings: string[]}
   */
  | {readonly type: 'edit'; readonly paths: readonly string[]; readonly tool: string; readonly fence?: number}
  // --- messages ---
  /** value: {message: MessageId, recipients: string[], replyBy: Timestamp | null, superseded: string[]}: `superseded` never get the older one. */
  | {
      readonly type: 'message.send';
      readonly to: Address;
      readonly subject: string;
      readonly body: string;
      readonly priority?: Priority;
      readonly replyTo?: MessageId | null;
      readonly needsReply?: boolean;
      /** Milliseconds until a person is told that nobody answered; means `needsReply`. The team's default when left out. */
      readonly replyWithin?: number;
      /** An older message of the sender's, whose place this one takes. */
      readonly supersede?: MessageId | null;
    }
  /** To whoever wrote the message. value: as of `message.send` */
  | {
      readonly type: 'message.reply';
      readonly message: MessageId;
      readonly body: string;
      readonly priority?: Priority;
      readonly needsReply?: boolean;
      readonly replyWithin?: number;
    }
  /** Evidence of one step of a delivery. Steps never go back; a repeated one changes nothing. */
  | {
      readonly type: 'message.delivered';
      readonly messages: readonly MessageId[];
      readonly recipient: string;
      readonly state: Exclude<DeliveryState, 'queued' | 'superseded'>;
      readonly evidence: string;
    }
  // --- tasks ---
  /** `to` is a session or a role. value: {task: TaskId, owner: SessionId | null, message: MessageId | null} */
  | {
      readonly type: 'task.delegate';
      readonly to: string;
      readonly title: string;
      readonly body: string;
      readonly acceptance?: string | null;
    }
  /** The same for whoever takes it, where `to` is left out, with all that a task can have. value: as of `task.delegate` */
  | ({readonly type: 'task.add'; readonly to?: string; readonly title: string; readonly body: string} & TaskTerms)
  /** Only what is named is changed. By who gave it, or a person. */
  | ({readonly type: 'task.change'; readonly task: TaskId} & TaskTerms)
  /** The best ready task for the session (or this one) becomes its own. value: {task: Task} */
  | {readonly type: 'task.take'; readonly task?: TaskId}
  | {readonly type: 'task.accept'; readonly task: TaskId}
  /** What a session of the reviewing role, other than the owner, or a person makes of the work. */
  | {readonly type: 'task.review'; readonly task: TaskId; readonly outcome: 'approved' | 'rejected'; readonly reasons: string}
  /** It is not needed any more. By who gave it, or a person. */
  | {readonly type: 'task.cancel'; readonly task: TaskId; readonly reason: string}
  /** `checked`: the acceptance command's evidence, given by the supervisor who ran it. A task with one is not done without it. */
  | {
      readonly type: 'task.finish';
      readonly task: TaskId;
      readonly outcome: 'done' | 'failed';
      readonly summary: string;
      readonly checked?: {readonly passed: boolean; readonly evidence: string};
    }
  /** Gives a task that nobody has to one who fits and is there now. */
  | {readonly type: 'task.assignOpen'}
  // --- blockers ---
  /** The session cannot go on without it. `on`: who can give it, `human` when left out. value: {blocker: BlockerId} */
  | {readonly type: 'block'; readonly what: string; readonly on?: string; readonly key?: string}
  /** By who can give it: the answer goes to all that wait. By one that waits: it waits no more. value: {blocker, freed: SessionId[]} */
  | {readonly type: 'unblock'; readonly blocker: string; readonly answer: string}
  // --- phases ---
  /** Tries the gate of the phase (the present one when left out). `force`: a person opens it, whatever its tasks and checks say. value: {phase, state} */
  | {readonly type: 'phase.pass'; readonly phase?: string; readonly force?: boolean}
  | {readonly type: 'phase.reopen'; readonly phase: string}
  /** All tasks of the present phase are over: its gate is tried. */
  | {readonly type: 'phase.tryGate'}
  /** What the checks of a gate came to. */
  | {readonly type: 'phase.checked'; readonly phase: string; readonly passed: boolean; readonly evidence: string}
  // --- attention ---
  /** value: {attention: AttentionId} */
  | {
      readonly type: 'attention.raise';
      readonly kind: AttentionKind;
      readonly session: SessionId | null;
      readonly key: string;
      readonly title: string;
      readonly detail: string;
      readonly choices: readonly Choice[];
    }
  /** The first answer wins; a later one is refused as `conflict`. Effect: answer. `attention` is an id or, with one open question, a session. */
  | {readonly type: 'attention.answer'; readonly attention: string; readonly choice: string; readonly text?: string | null}
  /** It was settled elsewhere: in the pane, or the session ended. */
  | {readonly type: 'attention.withdraw'; readonly key: string; readonly reason: string}
  // --- time ---
  /** Ends what has expired by `now`. Written only when something has. */
  | {readonly type: 'time.pass'}
  /** The machine slept, or no supervisor ran: nobody could be heard from then to then. Written only when somebody was to be heard. */
  | {readonly type: 'time.unattended'; readonly from: Timestamp; readonly until: Timestamp};

/** A command as it reaches the core. */
export interface Command {
  /** Made by the caller, reused on a retry: 1 to 200 characters, best a UUID. Another actor's same id is another command. */
  readonly id: string;
  readonly actor: Actor;
  readonly body: CommandBody;
}
