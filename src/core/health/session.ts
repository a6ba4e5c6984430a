import type {SessionId, Timestamp} from '../ids.ts';
import type {Finding} from '../repetition/deed.ts';

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
