/**
 * What Harmony has to know of a kind of agent client. One folder per client implements it; nothing outside that folder knows the
 * client's flags, files, screens or versions.
 */
import type {Choice, Waiting} from '../core/index.ts';

export interface AgentAdapter {
  /** `claude-code`, `command`, `demo`. */
  readonly id: string;
  /** What the client can do; what it cannot is said plainly on the board and by `doctor`. */
  readonly capabilities: AgentCapabilities;
  /** Finds the program. */
  detect(environment: Readonly<Record<string, string | undefined>>, settings: ClientSettings): Promise<Detection>;
  /** Writes the session's private files (0600, below `context.folder`) and says how to start it. */
  launch(context: LaunchContext): Promise<LaunchPlan>;
  /** Meaning of one hook call. `event` comes from the URL; `body` is whatever the client posted. Returns the JSON to answer (`{}`: nothing to say). */
  hook?(event: string, body: unknown, session: SessionHub): Promise<object>;
  /** Watches what hooks do not tell (session file, screen). Returns how to stop. */
  observe?(session: SessionHub, process: ObservedProcess): Disposable;
  /** What is on the screen, by this client's rules: `null` when nothing is recognised. */
  readScreen?(screen: string): ScreenReading | null;
  /** Wakes an idle session up to fetch its mail. */
  ring?(session: SessionHub): Promise<void>;
  /** May the human's words be typed now? Where not, why. The screen is in format `ansi`. */
  mayType?(screen: string): {readonly ok: true} | {readonly ok: false; readonly reason: string};
}

export interface AgentCapabilities {
  /** Edits are refused before they happen. */
  readonly enforcement: boolean;
  /** Messages reach it while it works; while it is idle. */
  readonly deliveryBusy: boolean;
  readonly deliveryIdle: boolean;
  /** It goes on with the same conversation after a restart. */
  readonly resume: boolean;
  /** Its permission prompts can be answered from the board. */
  readonly remoteApproval: boolean;
}

/** `clients.<id>` of the configuration. */
export interface ClientSettings {
  /** Program and leading arguments; the adapter's default when left out. */
  readonly command?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

export type Detection =
  | {readonly found: true; readonly file: string; readonly version: string | null; readonly warnings: readonly string[]}
  | {readonly found: false; readonly reason: string; readonly remedy: string};

export interface LaunchContext {
  readonly session: string;
  readonly incarnation: number;
  /** Project root. */
  readonly project: string;
  readonly cwd: string;
  /** `.harmony/run/sessions/NAME`: exists, 0700. */
  readonly folder: string;
  /** http://127.0.0.1:PORT */
  readonly gateway: string;
  /** Bearer token of this session. Goes into the environment as HARMONY_TOKEN, never into a URL or an argument. */
  readonly token: string;
  /** Text for the client's system prompt: who you are, who else is here, how to coordinate, and the role's own instructions. */
  readonly instructions: string;
  readonly model: string | null;
  readonly permissionMode: string | null;
  /** First prompt of a new conversation: left out where one is gone on with. */
  readonly prompt: string | null;
  /** Conversation to go on with; `null` for a new one. */
  readonly conversation: string | null;
  readonly detection: Detection & {readonly found: true};
  readonly settings: ClientSettings;
  /** Already cleaned of what must not be inherited; has HARMONY_* and the `harmony` command on its PATH. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute paths to start our own small programs with. */
  readonly node: string;
  readonly programs: {readonly harmony: string; readonly hook: string; readonly demo: string};
}

export interface LaunchPlan {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The conversation that this start begins or goes on with. */
  readonly conversation: string | null;
}

export interface ObservedProcess {
  readonly pid: number;
  /** What is on the screen now. */
  screen(): Promise<string>;
  /** Calls back when the screen changed and settled. */
  onSettled(listener: () => void): Disposable;
  readonly environment: Readonly<Record<string, string>>;
}

export interface ScreenReading {
  readonly activity?: 'working' | 'idle';
  readonly waiting?: Waiting | null;
  /** A dialog that only the pane can answer. */
  readonly dialog?: {readonly kind: 'trust' | 'login' | 'permission' | 'question' | 'other'; readonly title: string};
  /** Which rule said so. */
  readonly rule: string;
}

/** A tool call by its hashes. */
export interface SeenCall {
  readonly argumentsHash: string;
  /** The file that it is about to change, and a hash of what is in it now; `null`: that could not be read. */
  readonly edits: {readonly path: string; readonly contentHash: string | null} | null;
}

/** One session as its adapter sees it: the supervisor implements it. Every call is a command that has been made durable when it resolves. */
export interface SessionHub {
  readonly session: string;
  readonly incarnation: number;
  readonly project: string;
  readonly folder: string;
  /** `call`: what the beat was seen by, so that a repetition is known; never what the arguments or the file say. */
  heartbeat(beat: {action: string; target?: string | null; source: 'hook' | 'session'}, call?: SeenCall): Promise<void>;
  observe(facts: {activity?: 'working' | 'idle'; waiting?: Waiting | null; conversation?: string; evidence: string}): Promise<void>;
  /** The moment of an edit: absolute or relative paths. Paths outside the project are allowed and not claimed. */
  edit(paths: readonly string[], tool: string): Promise<{allowed: true; warnings: readonly string[]} | {allowed: false; reason: string}>;
  /** Mail to put into a hook's answer, as one fenced text, or `null`. Marks it `offered` by `via`; call `injected()` once the answer was flushed. */
  takeMail(via: string): Promise<{text: string; messages: readonly string[]; injected(evidence: string): Promise<void>} | null>;
  /** These message ids were found in the client's transcript. */
  seen(messages: readonly string[], evidence: string): Promise<void>;
  /** Puts a question in the attention queue and resolves with the person's answer, or `null` when it was settled elsewhere. */
  ask(question: {
    kind: 'permission' | 'question' | 'plan';
    key: string;
    title: string;
    detail: string;
    choices: readonly Choice[];
  }): Promise<{choice: string; text: string | null} | null>;
  /** A dialog that can only be answered in the pane. */
  raise(question: {kind: 'trust' | 'login' | 'quota' | 'notice'; key: string; title: string; detail: string}): Promise<void>;
  /** The question with this key (or, with a prefix ending in `:`, all of them) was settled elsewhere. */
  withdraw(key: string, reason: string): Promise<void>;
  /** Who is here, what is claimed, open tasks: for SessionStart and after compaction; under 1 kB. */
  brief(): Promise<string>;
  /** A line for the session's log. */
  log(line: string): void;
}
