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
  /** All or nothing. value: {claim: Claim}. Refused as `conflict` with details {conflict: {holder, claim, resources, reason, expiresAt}}. */
  | {
      readonly type: 'claim';
      readonly resources: readonly string[];
      readonly mode: 'exclusive' | 'shared';
      readonly reason: string;
      /** Milliseconds; the team's default when left out. */
      readonly ttl?: number;
    }
  /** By ids, by resources, or all of the actor's. `force`: of anybody's, for a person. value: {released: ClaimId[]} */
  | {
      readonly type: 'release';
      readonly claims?: readonly ClaimId[];
      readonly resources?: readonly string[];
      readonly all?: boolean;
      readonly force?: boolean;
    }
  /**
   * The moment of an edit. Free paths are claimed for the session, its own claims are renewed; a path that another holds is refused
   * (`conflict`), or recorded and let through where the policy says `warn`. value: {claimed: ClaimId[], warnings: string[]}
   */
  | {readonly type: 'edit'; readonly paths: readonly string[]; readonly tool: string}
  // --- messages ---
  /** value: {message: MessageId, recipients: string[]} */
  | {
      readonly type: 'message.send';
      readonly to: Address;
      readonly subject: string;
      readonly body: string;
      readonly priority?: Priority;
      readonly replyTo?: MessageId | null;
      readonly needsReply?: boolean;
    }
  /** Evidence of one step of a delivery. Steps never go back; a repeated one changes nothing. */
  | {
      readonly type: 'message.delivered';
      readonly messages: readonly MessageId[];
      readonly recipient: string;
      readonly state: Exclude<DeliveryState, 'queued'>;
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
  | {readonly type: 'task.accept'; readonly task: TaskId}
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
  /** Made by the caller, reused on a retry: a UUID. */
  readonly id: string;
  readonly actor: Actor;
  readonly body: CommandBody;
}
