/**
 * What the terminal host and its clients say to each other over `.harmony/run/terminals.sock`.
 * The bytes on the wire are in `terminal-wire.ts`; these are the values.
 */
import type {ExtendedAttributes} from './cells.ts';

/** A terminal is named after its session; a new incarnation takes the place of the ended one and keeps its history. */
export type TerminalId = string;

export interface SpawnRequest {
  readonly terminal: TerminalId;
  readonly incarnation: number;
  /** Absolute path of the program. */
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment. Contains `HARMONY_SESSION`, by which stray descendants are found. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly cols: number;
  readonly rows: number;
}

export interface TerminalInfo {
  readonly terminal: TerminalId;
  readonly incarnation: number;
  readonly pid: number;
  /** Kernel start time (Linux: field 22 of /proc/PID/stat; elsewhere what `ps -o lstart` says). */
  readonly startTime: string;
  readonly cols: number;
  readonly rows: number;
  /** As the program set it by OSC 0/2. */
  readonly title: string;
  /** `null` while it runs. */
  readonly exit: {readonly code: number | null; readonly signal: string | null} | null;
  /** Bytes of output since it was spawned. */
  readonly bytes: number;
}

export interface CursorState {
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
  /** DECSCUSR parameter 0–6. */
  readonly style: number;
}

/** What the program in the pane asked its terminal for; input is encoded accordingly. */
export interface PaneModes {
  readonly applicationCursor: boolean;
  readonly applicationKeypad: boolean;
  readonly bracketedPaste: boolean;
  readonly focusEvents: boolean;
  readonly mouse: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
  readonly mouseEncoding: 'default' | 'sgr';
  readonly alternateScreen: boolean;
  /** Flags of the kitty keyboard protocol in force; 0 off. */
  readonly kittyKeyboard: number;
}

/** Difference between what a client's copy of a pane shows and what it is to show. */
export interface PaneUpdate {
  readonly terminal: TerminalId;
  readonly cols: number;
  readonly rows: number;
  /** Start from a blank grid. */
  readonly full: boolean;
  readonly runs: readonly PaneRun[];
  readonly graphemes: readonly (readonly [id: number, text: string])[];
  readonly extended: readonly (readonly [id: number, attributes: ExtendedAttributes])[];
  readonly cursor: CursorState;
  readonly modes: PaneModes;
  readonly title: string;
  /** Lines above the live screen, and how many lines up this view is scrolled (0: live). */
  readonly scrollback: number;
  readonly scrolled: number;
  readonly exited: boolean;
}

export interface PaneRun {
  readonly row: number;
  readonly col: number;
  /** Whole cells, CELL_WORDS words each. */
  readonly cells: Uint32Array;
}

/** What one client shows of one terminal. The host resizes the terminal to the view that was last set. */
export interface PaneView {
  readonly terminal: TerminalId;
  readonly cols: number;
  readonly rows: number;
  readonly scrolled: number;
  /** Gets the larger parsing budget and the quickest frames. */
  readonly focused: boolean;
}

export type ScreenFormat = 'text' | 'ansi' | 'json';

/** Requests of a client, by name: parameters and answer. */
export interface TerminalRequests {
  spawn: {params: SpawnRequest; result: TerminalInfo};
  list: {params: Record<string, never>; result: {terminals: TerminalInfo[]; pid: number; version: string}};
  /** Signal to the process group; `sweep` also ends what escaped the group, by its environment. */
  signal: {
    params: {terminal: TerminalId; signal: 'SIGHUP' | 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGINT'; sweep?: boolean};
    result: null;
  };
  resize: {params: {terminal: TerminalId; cols: number; rows: number}; result: null};
  /** Text of the screen, `history` more lines above it. `json`: {cols, rows, cursor, title, modes, lines: string[]} */
  snapshot: {params: {terminal: TerminalId; format: ScreenFormat; history?: number}; result: {content: string}};
  /** Puts bytes in the input queue and answers when the program's pty has taken them all. */
  write: {params: {terminal: TerminalId; text: string}; result: null};
  /** Forgets an exited terminal. */
  remove: {params: {terminal: TerminalId}; result: null};
  /** Replaces what this client watches. Updates begin with a full one for each new pane. */
  watch: {params: {panes: readonly PaneView[]}; result: null};
  /** This client wants notifications. */
  follow: {params: Record<string, never>; result: {terminals: TerminalInfo[]}};
  /** Ends the host: refused while terminals run unless `force`. */
  shutdown: {params: {force: boolean}; result: null};
}

/** What the host tells clients that follow. */
export type TerminalNotification =
  | {readonly type: 'spawned'; readonly info: TerminalInfo}
  | {readonly type: 'exited'; readonly info: TerminalInfo}
  | {readonly type: 'title'; readonly terminal: TerminalId; readonly title: string}
  | {readonly type: 'bell'; readonly terminal: TerminalId}
  /** OSC 9 / OSC 777. */
  | {readonly type: 'notice'; readonly terminal: TerminalId; readonly text: string}
  /** The screen changed, and then was quiet for 150 ms: time to look at it. */
  | {readonly type: 'settled'; readonly terminal: TerminalId};
