import {CELL_WORDS, CODEPOINT_MASK, type ExtendedAttributes, IS_COMBINED} from '../protocol/cells.ts';
import type {PaneRun, PaneUpdate, PaneView} from '../protocol/terminal.ts';
import type {Emulator, LineAnchor} from './emulator.ts';
import {RowMemory} from './row-memory.ts';

/** Unchanged cells between two changed ones that cost less to send again than a new run. */
const BRIDGED = 4;

export interface ShownTerminal {
  readonly id: string;
  readonly emulator: Emulator;
  readonly title: string;
  readonly running: boolean;
}

/** What one client has of one terminal, and what it needs to be up to date. */
export class PaneDiffer implements Disposable {
  readonly terminal: ShownTerminal;
  #view: PaneView;
  /** Line that is at the top of a view that is scrolled back; it stays there while new lines come. `null`: the view is live. */
  #anchor: LineAnchor | null = null;
  #sent = new Uint32Array(0);
  #row = new Uint32Array(0);
  #memory = new RowMemory(0, 0);
  #cols = 0;
  #rows = 0;
  #epoch = -1;
  readonly #graphemes = new Set<number>();
  readonly #extended = new Set<number>();
  #meta = '';
  #told = 0;

  constructor(terminal: ShownTerminal, view: PaneView) {
    this.terminal = terminal;
    this.#view = view;
    this.#setAnchor();
  }

  get view(): PaneView {
    return this.#view;
  }

  setView(view: PaneView): void {
    this.#view = view;
    this.#setAnchor();
  }

  [Symbol.dispose](): void {
    this.#anchor?.dispose();
  }

  /** `null`: nothing changed. */
  next(): PaneUpdate | null {
    const {emulator} = this.terminal;
    const {cols, rows, scrollback} = emulator;
    const top = this.#top(scrollback);
    let full = cols !== this.#cols || rows !== this.#rows || emulator.tables.epoch !== this.#epoch;
    if (full) this.#forget(cols, rows);
    let runs = this.#compare(top, full);
    if (emulator.tables.epoch !== this.#epoch) {
      // The tables were emptied on the way: what was read before has numbers that mean something else now.
      full = true;
      this.#forget(cols, rows);
      runs = this.#compare(top, full);
    }
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
    this.#told = rest.scrolled;
    return {...rest, runs, ...this.#newTableEntries(runs)};
  }

  #forget(cols: number, rows: number): void {
    this.#cols = cols;
    this.#rows = rows;
    this.#sent = new Uint32Array(cols * rows * CELL_WORDS);
    this.#row = new Uint32Array(cols * CELL_WORDS);
    this.#memory = new RowMemory(cols, rows);
    this.#epoch = this.terminal.emulator.tables.epoch;
    this.#graphemes.clear();
    this.#extended.clear();
  }

  #compare(top: number, full: boolean): PaneRun[] {
    const runs: PaneRun[] = [];
    for (let row = 0; row < this.#rows; row++) this.#compareRow(top + row, row, full, runs);
    return runs;
  }

  #compareRow(line: number, row: number, full: boolean, runs: PaneRun[]): void {
    const {emulator} = this.terminal;
    const words = emulator.ownWords(line);
    if (words && this.#memory.isUnchanged(row, words)) return;
    this.#memory.remember(row, words);
    const now = this.#row;
    emulator.readRow(line, now);
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

  /** Texts and attributes that the runs name and that this client has not been told. */
  #newTableEntries(runs: readonly PaneRun[]): Pick<PaneUpdate, 'graphemes' | 'extended'> {
    const {tables} = this.terminal.emulator;
    const graphemes: [number, string][] = [];
    const extended: [number, ExtendedAttributes][] = [];
    for (const {cells} of runs) {
      for (let at = 0; at < cells.length; at += CELL_WORDS) {
        const content = cells[at] ?? 0;
        const grapheme = content & CODEPOINT_MASK;
        if (content & IS_COMBINED && !this.#graphemes.has(grapheme)) {
          this.#graphemes.add(grapheme);
          graphemes.push([grapheme, tables.graphemes[grapheme] ?? '']);
        }
        const attributes = cells[at + 3] ?? 0;
        const known = attributes === 0 || this.#extended.has(attributes) ? undefined : tables.extended[attributes];
        if (known) {
          this.#extended.add(attributes);
          extended.push([attributes, known]);
        }
      }
    }
    return {graphemes, extended};
  }

  #top(scrollback: number): number {
    // What fell off the end of the history leaves the view at its oldest line.
    return this.#anchor ? Math.min(Math.max(0, this.#anchor.line), scrollback) : scrollback;
  }

  #setAnchor(): void {
    const {emulator} = this.terminal;
    const {scrolled} = this.#view;
    // A client that repeats what it was told wants to stay, though new lines may have come since.
    if (this.#anchor && scrolled > 0 && scrolled === this.#told) return;
    this.#anchor?.dispose();
    this.#anchor = scrolled > 0 ? emulator.anchor(Math.max(0, emulator.scrollback - scrolled)) : null;
  }
}
