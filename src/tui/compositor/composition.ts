import type {PaneGrid} from '../../client/pane-grid.ts';
import type {PaneRect, Rect} from '../surface.ts';
import type {CellTables} from './cell-tables.ts';
import {Chrome} from './chrome.ts';
import {cutAround, cutWithin, Grid} from './grid.ts';
import {copyPaneCells} from './pane-cells.ts';

/** Where the outer terminal's cursor is to be. */
export interface CursorWish {
  readonly x: number;
  readonly y: number;
  /** DECSCUSR parameter 0–6. */
  readonly style: number;
}

/** A pane as it was drawn last, to see what of it is new. */
interface Placement {
  readonly rect: PaneRect;
  drawn: PaneGrid | null;
  cols: number;
  rows: number;
}

/** What is to be seen: the chrome, the panes above it, and the chrome's dialogs above those. */
export class Composition {
  readonly chrome: Chrome;
  readonly wanted: Grid;
  /** Rows of `wanted` that may differ from what the painter has seen; it clears them. */
  readonly changed: Uint8Array;
  readonly #tables: CellTables;
  readonly #paneOf: (terminal: string) => PaneGrid | null;
  /** Rows that have to be put together again. */
  readonly #stale: Uint8Array;
  #placements: Placement[] = [];
  #overlays: readonly Rect[] = [];

  constructor(cols: number, rows: number, tables: CellTables, paneOf: (terminal: string) => PaneGrid | null) {
    this.chrome = new Chrome(cols, rows, tables);
    this.wanted = new Grid(cols, rows);
    this.changed = new Uint8Array(rows).fill(1);
    this.#stale = new Uint8Array(rows).fill(1);
    this.#tables = tables;
    this.#paneOf = paneOf;
  }

  drawChrome(frame: string): void {
    this.chrome.draw(frame, (row) => {
      this.#stale[row] = 1;
    });
  }

  /** True when something moved. */
  arrange(panes: readonly PaneRect[], overlays: readonly Rect[]): boolean {
    const isSame =
      panes.length === this.#placements.length &&
      overlays.length === this.#overlays.length &&
      panes.every((pane, index) => isSamePane(pane, this.#placements[index]?.rect)) &&
      overlays.every((overlay, index) => isSameRect(overlay, this.#overlays[index]));
    if (isSame) return false;
    this.#placements = panes.map((rect) => ({rect, drawn: null, cols: 0, rows: 0}));
    this.#overlays = overlays;
    this.#stale.fill(1);
    return true;
  }

  get focusedRect(): PaneRect | null {
    return this.#placements.find(({rect}) => rect.focused)?.rect ?? null;
  }

  shows(terminal: string): boolean {
    return this.#placements.some(({rect}) => rect.terminal === terminal);
  }

  /** Brings `wanted` up to date, row by row. */
  compose(): void {
    this.#findChangedPanes();
    for (let row = 0; row < this.wanted.rows; row++) {
      if (this.#stale[row] === 0) continue;
      this.#stale[row] = 0;
      this.changed[row] = 1;
      this.#composeRow(row);
    }
  }

  /** Puts everything together again, after the tables were emptied. */
  composeAgain(): void {
    this.chrome.redraw();
    this.#stale.fill(1);
    this.compose();
  }

  /** Where the cursor of this pane is on the screen; `null` when it cannot be seen. */
  paneCursor(rect: PaneRect): CursorWish | null {
    const pane = this.#paneOf(rect.terminal);
    if (!pane?.cursor.visible || pane.scrolled > 0 || pane.exited) return null;
    // After the last column was written the cursor is beyond it, waiting to wrap.
    const paneX = Math.min(pane.cursor.x, pane.cols - 1);
    if (paneX >= rect.width || pane.cursor.y >= rect.height) return null;
    const cursor = {x: rect.x + paneX, y: rect.y + pane.cursor.y, style: pane.cursor.style};
    const isOnScreen = cursor.x >= 0 && cursor.x < this.wanted.cols && cursor.y >= 0 && cursor.y < this.wanted.rows;
    return isOnScreen && !this.#overlays.some((overlay) => contains(overlay, cursor.x, cursor.y)) ? cursor : null;
  }

  #findChangedPanes(): void {
    const seen = new Set<PaneGrid>();
    for (const placement of this.#placements) {
      const {rect} = placement;
      const pane = this.#paneOf(rect.terminal);
      const cols = pane?.cols ?? 0;
      const rows = pane?.rows ?? 0;
      const isNew = pane !== placement.drawn || cols !== placement.cols || rows !== placement.rows;
      for (let row = Math.max(0, -rect.y); row < rect.height && rect.y + row < this.wanted.rows; row++) {
        if (isNew || pane?.dirty[row] === 1) this.#stale[rect.y + row] = 1;
      }
      placement.drawn = pane;
      placement.cols = cols;
      placement.rows = rows;
      if (pane) seen.add(pane);
    }
    // Only now: one terminal may be shown in two places.
    for (const pane of seen) pane.dirty.fill(0);
  }

  #composeRow(row: number): void {
    const {wanted, chrome} = this;
    const start = wanted.at(row, 0);
    wanted.cells.set(chrome.grid.cells.subarray(start, wanted.at(row + 1, 0)), start);
    for (const {rect, drawn} of this.#placements) {
      const span = this.#spanOf(rect, row);
      // Until something of a terminal has arrived the chrome shows in its place.
      if (!span || !drawn) continue;
      const stretch = {pane: drawn, paneRow: row - rect.y, paneCol: span.from - rect.x, row, col: span.from, count: span.to - span.from};
      cutAround(wanted, row, span.from, span.to);
      copyPaneCells(stretch, wanted, this.#tables);
    }
    for (const overlay of this.#overlays) {
      const span = this.#spanOf(overlay, row);
      if (!span) continue;
      cutAround(wanted, row, span.from, span.to);
      const from = wanted.at(row, span.from);
      wanted.cells.set(chrome.grid.cells.subarray(from, wanted.at(row, span.to)), from);
      cutWithin(wanted, row, span.from, span.to);
    }
  }

  /** Columns of the screen that a rectangle covers in this row. */
  #spanOf(rect: Rect, row: number): {from: number; to: number} | null {
    if (row < rect.y || row >= rect.y + rect.height) return null;
    const from = Math.max(0, rect.x);
    const to = Math.min(this.wanted.cols, rect.x + rect.width);
    return from < to ? {from, to} : null;
  }
}

const contains = (rect: Rect, x: number, y: number): boolean =>
  x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;

const isSameRect = (a: Rect, b: Rect | undefined): boolean => a.x === b?.x && a.y === b.y && a.width === b.width && a.height === b.height;

const isSamePane = (a: PaneRect, b: PaneRect | undefined): boolean =>
  isSameRect(a, b) && a.terminal === b?.terminal && a.focused === b.focused;
