/**
 * The seam between the application (Ink: what is shown and what keys mean) and the compositor (cells, painting, input bytes).
 * Ink never touches the real terminal: it draws into `ink.stdout` and reads from `ink.stdin`.
 */
import type {PaneGrid} from '../client/pane-grid.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a live pane is drawn. Cells of the terminal beyond the rectangle are cut off, cells it does not have are blank. */
export interface PaneRect extends Rect {
  readonly terminal: string;
  /** The outer terminal's cursor shows this pane's cursor. */
  readonly focused: boolean;
}

export interface MouseEvent {
  readonly kind: 'press' | 'release' | 'drag' | 'move' | 'wheel-up' | 'wheel-down';
  /** 0 left, 1 middle, 2 right. */
  readonly button: number;
  /** Cells of the outer terminal, from 0. */
  readonly x: number;
  readonly y: number;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

export interface SurfaceOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Way out of typing mode: `ctrl+q`; matched as a control byte and in every extended-key encoding. */
  readonly leaveTyping: string;
  /** The screen's copy of a terminal; `null` when nothing of it has arrived. */
  pane(terminal: string): PaneGrid | null;
  /** Bytes for the session, already encoded for the modes of its terminal. */
  onPaneInput(terminal: string, bytes: Uint8Array): void;
  onLeaveTyping(): void;
  onMouse(event: MouseEvent): void;
  /** The outer terminal gained or lost the focus. */
  onFocus(focused: boolean): void;
}

export type InputMode = {readonly kind: 'command'} | {readonly kind: 'typing'; readonly terminal: string};

export interface Surface extends Disposable {
  readonly columns: number;
  readonly rows: number;
  /** For `render(tree, {...ink, debug: true, exitOnCtrlC: false, patchConsole: false})`: in debug mode Ink writes whole frames. */
  readonly ink: {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};
  onResize(listener: () => void): Disposable;
  /** Which panes are shown where, and which rectangles the chrome covers them with (dialogs). */
  arrange(panes: readonly PaneRect[], overlays: readonly Rect[]): void;
  /** The grid of this terminal changed: paint soon (at once when a key was just sent to it). */
  paneChanged(terminal: string): void;
  setMode(mode: InputMode): void;
  /** A text cursor of the chrome (message composer), in cells of the outer terminal; `null` hides it. */
  setChromeCursor(position: {readonly x: number; readonly y: number} | null): void;
  /** Passes a mouse event on to a pane in its own protocol; false when the pane did not ask for the mouse. */
  sendMouse(terminal: string, event: MouseEvent, within: Rect): boolean;
  /** Types pasted text into a pane (bracketed when it asked for that). */
  sendPaste(terminal: string, text: string): void;
  bell(): void;
  /** OSC 9 notification to the outer terminal. */
  notify(text: string): void;
  /** Forget what the outer terminal shows and draw everything again. */
  repaint(): void;
  /** Leaves the alternate screen and restores every mode. Also done on a crash. */
  [Symbol.dispose](): void;
}
