import type {InputMode, PaneRect, Rect} from '../../surface.ts';
import type {LineRun} from '../layout/frame-lines.ts';
import type {Size} from '../layout/regions.ts';
import type {Span} from '../text/spans.ts';

/** Lines of text in a rectangle. Each is at most as wide as it. */
export interface Block {
  readonly rect: Rect;
  readonly lines: readonly (readonly Span[])[];
}

/** What a click at a place means. */
export type HitTarget =
  | {readonly kind: 'session'; readonly session: string}
  | {readonly kind: 'pane'; readonly session: string; readonly rect: Rect}
  | {readonly kind: 'entry'; readonly index: number}
  | {readonly kind: 'section'; readonly section: string}
  /** Swallows the click: the inside of a dialog. */
  | {readonly kind: 'nothing'};

export interface Hit {
  readonly rect: Rect;
  readonly target: HitTarget;
}

/** Everything that is on the screen, as plain data: what is drawn, where the live panes go, where the cursor is, what can be clicked. */
export interface ScreenView {
  readonly size: Size;
  readonly blocks: readonly NamedBlock[];
  readonly lines: readonly LineRun[];
  /** Drawn last, over everything. */
  readonly dialog: Block | null;
  readonly toast: Block | null;
  readonly panes: readonly PaneRect[];
  readonly overlays: readonly Rect[];
  readonly cursor: {readonly x: number; readonly y: number} | null;
  readonly mode: InputMode;
  /** The last one that contains the place counts. */
  readonly hits: readonly Hit[];
  /** Entries of the open list. */
  readonly entries: number;
  /** Lines that the open text, or the part of the board with the keys, can be scrolled by. */
  readonly hidden: number;
  /** Lines of the open text that are shown at once. */
  readonly page: number;
}

export interface NamedBlock extends Block {
  readonly name: string;
}
