import {CELL_WORDS, type ExtendedAttributes} from '../protocol/cells.ts';
import type {CursorState, PaneModes, PaneUpdate} from '../protocol/terminal.ts';

const NO_MODES: PaneModes = {
  applicationCursor: false,
  applicationKeypad: false,
  bracketedPaste: false,
  focusEvents: false,
  mouse: 'none',
  mouseEncoding: 'default',
  alternateScreen: false,
  kittyKeyboard: 0,
};

/** A client's copy of what a terminal shows: kept equal to the host's by applying its updates. */
export class PaneGrid {
  cols = 0;
  rows = 0;
  /** rows × cols × CELL_WORDS. */
  cells = new Uint32Array(0);
  /** Texts of cells with IS_COMBINED, and what word 3 of a cell names. Ids are the host's, per terminal. */
  readonly graphemes = new Map<number, string>();
  readonly extended = new Map<number, ExtendedAttributes>();
  cursor: CursorState = {x: 0, y: 0, visible: false, style: 0};
  modes: PaneModes = NO_MODES;
  title = '';
  scrollback = 0;
  scrolled = 0;
  exited = false;
  /** Rows changed since the painter last looked; it clears them. */
  dirty = new Uint8Array(0);

  apply(update: PaneUpdate): void {
    if (update.full || update.cols !== this.cols || update.rows !== this.rows) {
      this.cols = update.cols;
      this.rows = update.rows;
      this.cells = new Uint32Array(update.cols * update.rows * CELL_WORDS);
      this.dirty = new Uint8Array(update.rows).fill(1);
    }
    for (const [id, text] of update.graphemes) this.graphemes.set(id, text);
    for (const [id, attributes] of update.extended) this.extended.set(id, attributes);
    for (const run of update.runs) {
      this.cells.set(run.cells, (run.row * this.cols + run.col) * CELL_WORDS);
      this.dirty[run.row] = 1;
    }
    this.cursor = update.cursor;
    this.modes = update.modes;
    this.title = update.title;
    this.scrollback = update.scrollback;
    this.scrolled = update.scrolled;
    this.exited = update.exited;
  }
}
