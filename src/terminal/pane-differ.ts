import {CELL_WORDS} from '../protocol/cells.ts';
import type {PaneRun, PaneUpdate, PaneView} from '../protocol/terminal.ts';
import type {HostedTerminal} from './terminal.ts';

/** Unchanged cells between two changed ones that cost less to send again than a new run. */
const BRIDGED = 4;

/** What one client has of one terminal, and what it needs to be up to date. */
export class PaneDiffer {
  readonly terminal: HostedTerminal;
  #view: PaneView;
  /** Line that is at the top of a view that is scrolled back; it stays there while new lines come. `null`: the view is live. */
  #anchor: number | null = null;
  #sent = new Uint32Array(0);
  #cols = 0;
  #rows = 0;
  #epoch = -1;
  #graphemes = 0;
  #extended = 0;
  #meta = '';
  #row = new Uint32Array(0);

  constructor(terminal: HostedTerminal, view: PaneView) {
    this.terminal = terminal;
    this.#view = view;
    this.#setAnchor();
  }

  get view(): PaneView {
    return this.#view;
  }

  setView(view: PaneView): void {
    const moved = view.scrolled !== this.#view.scrolled;
    this.#view = view;
    if (moved) this.#setAnchor();
  }

  /** `null`: nothing changed. */
  next(): PaneUpdate | null {
    const {emulator} = this.terminal;
    const {cols, rows, scrollback, tables} = emulator;
    const full = cols !== this.#cols || rows !== this.#rows || tables.epoch !== this.#epoch;
    if (full) this.#forget(cols, rows);
    const top = this.#anchor === null ? scrollback : Math.min(this.#anchor, scrollback);
    const runs: PaneRun[] = [];
    for (let row = 0; row < rows; row++) this.#compareRow(top + row, row, full, runs);
    if (tables.epoch !== this.#epoch && !full) return this.next();
    this.#epoch = tables.epoch;
    const rest = {
      terminal: this.terminal.id,
      cols,
      rows,
      full,
      cursor: emulator.cursor,
      modes: emulator.modes,
      title: this.terminal.title,
      scrollback,
      scrolled: scrollback - top,
      exited: !this.terminal.running,
    };
    const meta = JSON.stringify(rest);
    if (runs.length === 0 && meta === this.#meta) return null;
    this.#meta = meta;
    const graphemes = tables.graphemes.slice(this.#graphemes).map((text, index) => [this.#graphemes + index, text] as const);
    const extended = tables.extended.slice(this.#extended).map((attributes, index) => [this.#extended + index, attributes] as const);
    this.#graphemes = tables.graphemes.length;
    this.#extended = tables.extended.length;
    return {...rest, runs, graphemes, extended};
  }

  #forget(cols: number, rows: number): void {
    this.#cols = cols;
    this.#rows = rows;
    this.#sent = new Uint32Array(cols * rows * CELL_WORDS);
    this.#row = new Uint32Array(cols * CELL_WORDS);
    this.#epoch = this.terminal.emulator.tables.epoch;
    this.#graphemes = 0;
    this.#extended = 0;
  }

  #compareRow(line: number, row: number, full: boolean, runs: PaneRun[]): void {
    const now = this.#row;
    this.terminal.emulator.readRow(line, now, 0);
    const sent = this.#sent.subarray(row * now.length, (row + 1) * now.length);
    if (full) {
      sent.set(now);
      runs.push({row, col: 0, cells: now.slice()});
      return;
    }
    let first = -1;
    let last = -1;
    for (let at = 0; at < now.length; at += CELL_WORDS) {
      if (now[at] === sent[at] && now[at + 1] === sent[at + 1] && now[at + 2] === sent[at + 2] && now[at + 3] === sent[at + 3]) continue;
      if (first >= 0 && at - last > (BRIDGED + 1) * CELL_WORDS) {
        runs.push({row, col: first / CELL_WORDS, cells: now.slice(first, last + CELL_WORDS)});
        first = at;
      }
      if (first < 0) first = at;
      last = at;
    }
    if (first < 0) return;
    runs.push({row, col: first / CELL_WORDS, cells: now.slice(first, last + CELL_WORDS)});
    sent.set(now);
  }

  #setAnchor(): void {
    const {scrollback} = this.terminal.emulator;
    this.#anchor = this.#view.scrolled > 0 ? Math.max(0, scrollback - this.#view.scrolled) : null;
  }
}
