import type {TaskStep} from '../tasks/task-step.ts';
import type {Attention, Blocker, Claim, ClaimWait, Message, Session, Task, Timestamp} from '../team.ts';

/** The one word that is shown for a session; derived from life, activity, waiting, paused and the line for claims. */
export type SessionState = 'starting' | 'working' | 'waiting' | 'idle' | 'paused' | 'stopped' | 'failed';

export interface BoardSession {
  readonly id: string;
  readonly role: string;
  readonly tier: number;
  readonly client: string;
  readonly origin: 'config' | 'joined';
  readonly incarnation: number;
  readonly state: SessionState;
  /** Of the state, for people: `permission: Bash`, `restarts in 4 s`, `exit 1`. */
  readonly detail: string;
  readonly evidence: string;
  readonly since: Timestamp;
  readonly alive: boolean;
  readonly pid: number | null;
  readonly conversation: string | null;
  readonly heartbeat: Session['heartbeat'];
  /** Expected to beat, but nothing was heard of it for longer than the policy's `quietAfter`. */
  readonly quiet: boolean;
  /** How far that has gone: `stuck` is for longer than `stuckAfter`. */
  readonly silence: Session['silence'];
  /** What it waits on, whatever else it does. */
  readonly waiting: Session['waiting'];
  /** What it does again and again, since when. */
  readonly repetition: Session['repetition'];
  /** Ids of its live claims, its unread messages, its open task. */
  readonly claims: readonly string[];
  readonly unread: number;
  readonly tasks: readonly string[];
  /** Open questions of this session. */
  readonly attention: readonly string[];
  readonly restarts: number;
}

export interface BoardClaim extends Pick<Claim, 'id' | 'holder' | 'mode' | 'reason' | 'fence' | 'grantedAt' | 'expiresAt' | 'automatic'> {
  /** As written on a command line: `src/**`, `service:email`. */
  readonly resources: readonly string[];
}

/** A place in the line for a claim. */
export interface BoardWait extends Pick<ClaimWait, 'id' | 'session' | 'mode' | 'reason' | 'since' | 'until'> {
  readonly resources: readonly string[];
  /** Whom it waits for now: holders, and those who were first. Empty: its turn has come. */
  readonly behind: readonly string[];
}

export interface BoardMessage extends Omit<Message, 'deliveries'> {
  readonly deliveries: readonly {readonly recipient: string; readonly state: string; readonly at: Timestamp; readonly evidence: string}[];
}

export interface BoardTask extends Omit<Task, 'state'> {
  readonly state: TaskStep;
  /** What has to be done before it, and is not. */
  readonly waitsFor: readonly string[];
}

export interface BoardPhase {
  readonly name: string;
  readonly state: 'passed' | 'present' | 'later';
  /** Of the present one: what became of the last try. */
  readonly gate: 'checking' | 'asked' | 'failed' | 'left' | null;
  readonly needs: readonly string[];
  readonly open: number;
  readonly done: number;
}

export interface BoardActivity {
  readonly at: Timestamp;
  readonly session: string | null;
  readonly text: string;
}

/** The live picture: what the screen, `status --json`, `STATUS_BOARD.md` and the web page show. Plain JSON. */
export interface Board {
  readonly team: string;
  readonly position: number;
  /** Team time at which it was made; all other times are on the same clock. */
  readonly at: Timestamp;
  /** Configuration order. */
  readonly sessions: readonly BoardSession[];
  /** Live ones, oldest first. */
  readonly claims: readonly BoardClaim[];
  /** Places in the line for a claim, first come first. */
  readonly waits: readonly BoardWait[];
  /** The newest 50, newest first. */
  readonly messages: readonly BoardMessage[];
  /** What sessions cannot go on without, oldest first. */
  readonly blockers: readonly Blocker[];
  /** Those of the project, in their order. */
  readonly phases: readonly BoardPhase[];
  /** Unfinished first, then the newest 20 finished. */
  readonly tasks: readonly BoardTask[];
  /** Open ones, most urgent first. */
  readonly attention: readonly Attention[];
  /** The newest 50, newest first. */
  readonly activity: readonly BoardActivity[];
}
