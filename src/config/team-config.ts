import type {Enforcement, RepetitionAction} from '../core/index.ts';

/** What a person writes in `harmony.config.ts`. Everything has a default; `defineConfig({})` is a team of the built-in roles. */
export interface HarmonyConfig {
  /** Name of the team; the folder's name by default. */
  readonly name?: string;
  /** Who is in the team. Default: one session per role file in `roles/`. */
  readonly team?: readonly TeamMember[];
  /** Programs of the agent clients, by adapter id. */
  readonly clients?: Readonly<Record<string, {readonly command?: readonly string[]; readonly env?: Readonly<Record<string, string>>}>>;
  readonly claims?: {
    readonly enforcement?: Enforcement;
    /** First matching glob decides: `{'docs/**': 'warn'}`. */
    readonly enforcementByPath?: Readonly<Record<string, Enforcement>>;
    /** `30m`, `4h`. */
    readonly ttl?: string;
    readonly automaticTtl?: string;
  };
  readonly restart?: {readonly limit?: number; readonly window?: string; readonly delay?: string};
  readonly messages?: {readonly inboxLimit?: number; readonly replyWithin?: string};
  readonly health?: {readonly quietAfter?: string; readonly stuckAfter?: string};
  /** Acceptance checks by name: `{test: 'npm test'}`. Sessions may name them; any other command of theirs is put to a person first. */
  readonly checks?: Readonly<Record<string, string>>;
  /** In their order; later tasks wait for the gates of the earlier phases. */
  readonly phases?: readonly {readonly name: string; readonly gate?: {readonly checks?: readonly string[]; readonly person?: boolean}}[];
  readonly tasks?: {readonly attempts?: number; readonly silentAfter?: string};
  /** When a session does the same thing again and again. */
  readonly repetition?: {readonly action?: RepetitionAction; readonly after?: number};
  readonly journal?: {
    /** `30d`: older events leave the journal for its archive. */
    readonly keep?: string;
    /** The same for the oldest when it is larger than so many megabytes. */
    readonly megabytes?: number;
    /** `24h`: how long the board's activity shows what happened. */
    readonly activity?: string;
  };
  readonly screen?: {
    /** Way out of typing mode: `ctrl+q`. */
    readonly leaveTyping?: string;
  };
  /** Command told about everything that waits for a person; gets HARMONY_ATTENTION_TITLE and friends in its environment. */
  readonly notify?: readonly string[];
}

export interface TeamMember {
  /** Name of a role in `roles/` or of a built-in one. */
  readonly role: string;
  /** One name, or a prefix when `count` is more than 1 (`backend` → `backend-1`, `backend-2`). The role's name by default. */
  readonly name?: string;
  readonly count?: number;
  /** First prompt of a new conversation. */
  readonly prompt?: string;
  readonly client?: string;
  readonly model?: string;
  readonly permissionMode?: string;
  /** Working folder relative to the project root. */
  readonly cwd?: string;
  /** For client `command`: program and arguments. */
  readonly command?: readonly string[];
}

/** A role: front matter and instructions of `roles/NAME.md`. */
export interface Role {
  readonly name: string;
  readonly tier: number;
  readonly expertise: readonly string[];
  readonly delegatesTo: readonly string[];
  readonly paths: readonly string[];
  readonly client: string;
  readonly model: string | null;
  readonly permissionMode: string | null;
  readonly count: number;
  readonly instructions: string;
  /** Where it came from, for errors. */
  readonly source: string;
}

/** A session as it is to run: configuration, member and role put together, every default filled in. */
export interface ResolvedMember {
  readonly id: string;
  readonly role: Role;
  readonly client: string;
  readonly model: string | null;
  readonly permissionMode: string | null;
  readonly prompt: string | null;
  /** Absolute. */
  readonly cwd: string;
  readonly command: readonly string[] | null;
}

export interface ResolvedConfig {
  readonly name: string;
  readonly project: string;
  readonly file: string;
  readonly members: readonly ResolvedMember[];
  readonly clients: Readonly<Record<string, {readonly command?: readonly string[]; readonly env?: Readonly<Record<string, string>>}>>;
  readonly policy: import('../core/index.ts').Policy;
  /** `keep` in milliseconds, `most` in bytes. */
  readonly journal: {readonly keep: number; readonly most: number};
  readonly screen: {readonly leaveTyping: string};
  readonly notify: readonly string[] | null;
}
