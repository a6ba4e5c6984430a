/** A second terminal that is fed what was painted: what it shows is what a person would see. */
import headless, {type IBufferCell, type Terminal} from '@xterm/headless';
import {PaneGrid} from '../../../src/client/pane-grid.ts';
import {CELL_WORDS, CODEPOINT_MASK, type ExtendedAttributes, IS_COMBINED, WIDTH_MASK} from '../../../src/protocol/cells.ts';
import {type CellTables, NO_ATTRIBUTES} from '../../../src/tui/compositor/cell-tables.ts';
import {Grid} from '../../../src/tui/compositor/grid.ts';
import {copyPaneCells} from '../../../src/tui/compositor/pane-cells.ts';

// The addon (0.4.0) reads its table from the start of the memory behind a Buffer, where the table is only if the Buffer has that for itself.
const pooled = Buffer.poolSize;
Buffer.poolSize = 0;
const {UnicodeGraphemesAddon} = await import('@xterm/addon-unicode-graphemes');
Buffer.poolSize = pooled;

/** What a cell of xterm.js 6.0.0 is beyond its public face: the words that Harmony's cells are made of. */
interface RawCell extends IBufferCell {
  readonly content: number;
  readonly fg: number;
  readonly bg: number;
  readonly combinedData: string;
  readonly extended: {readonly underlineStyle: number; readonly underlineColor: number; readonly urlId: number};
}

interface Internals {
  readonly _core: {readonly _oscLinkService: {getLinkData(id: number): {uri: string} | undefined}};
}

/** xterm.js: bit of word 2 that says that `extended` counts. */
const HAS_EXTENDED = 0x10000000;
/** xterm.js: what SGR 59 leaves behind. */
const UNSET_UNDERLINE_COLOR = 0x3ffffff;

export class Replay {
  readonly terminal: Terminal;

  /** `joins`: whether the terminal joins code points to one character, as modern ones do. */
  constructor(cols: number, rows: number, joins = true) {
    this.terminal = new headless.Terminal({cols, rows, allowProposedApi: true, scrollback: 0});
    if (!joins) return;
    this.terminal.loadAddon(new UnicodeGraphemesAddon());
    this.terminal.unicode.activeVersion = '15-graphemes';
  }

  /** Parsed inside the call: `input` empties the queue of `write`. */
  feed(bytes: string | Uint8Array): this {
    this.terminal.input('', true);
    this.terminal.write(bytes);
    return this;
  }

  /** What the terminal shows, as a pane. */
  pane(): PaneGrid {
    const {cols, rows} = this.terminal;
    const buffer = this.terminal.buffer.active;
    const pane = new PaneGrid();
    pane.cols = cols;
    pane.rows = rows;
    pane.cells = new Uint32Array(cols * rows * CELL_WORDS);
    pane.dirty = new Uint8Array(rows).fill(1);
    pane.cursor = {x: buffer.cursorX, y: buffer.cursorY, visible: true, style: 0};
    const graphemes = new Map<string, number>();
    for (let row = 0; row < rows; row++) {
      const line = buffer.getLine(buffer.baseY + row);
      for (let col = 0; col < cols; col++) {
        const cell = line?.getCell(col) as RawCell | undefined;
        if (!cell) continue;
        const at = (row * cols + col) * CELL_WORDS;
        pane.cells[at] = (cell.content & IS_COMBINED) === 0 ? cell.content : this.#combined(cell, pane, graphemes);
        pane.cells[at + 1] = cell.fg;
        pane.cells[at + 2] = cell.bg;
        pane.cells[at + 3] = (cell.bg & HAS_EXTENDED) === 0 ? 0 : this.#extended(cell, pane);
      }
    }
    return pane;
  }

  /** The same as cells of the screen, in the numbering of `tables`. */
  grid(tables: CellTables): Grid {
    const pane = this.pane();
    const grid = new Grid(pane.cols, pane.rows);
    for (let row = 0; row < pane.rows; row++) {
      copyPaneCells({pane, paneRow: row, paneCol: 0, row, col: 0, count: pane.cols}, grid, tables);
    }
    return grid;
  }

  text(): string {
    const buffer = this.terminal.buffer.active;
    const lines = Array.from({length: this.terminal.rows}, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  }

  #combined(cell: RawCell, pane: PaneGrid, ids: Map<string, number>): number {
    const text = cell.getChars();
    let id = ids.get(text);
    if (id === undefined) {
      id = ids.size;
      ids.set(text, id);
      pane.graphemes.set(id, text);
    }
    return IS_COMBINED | (id & CODEPOINT_MASK) | (cell.content & WIDTH_MASK);
  }

  #extended(cell: RawCell, pane: PaneGrid): number {
    const {underlineStyle, urlId} = cell.extended;
    const underlineColor = cell.extended.underlineColor === UNSET_UNDERLINE_COLOR ? 0 : cell.extended.underlineColor;
    const internals = this.terminal as unknown as Internals;
    const link = urlId === 0 ? '' : (internals._core._oscLinkService.getLinkData(urlId)?.uri ?? '');
    const attributes: ExtendedAttributes = {...NO_ATTRIBUTES, underlineStyle, underlineColor, link};
    const id = pane.extended.size + 1;
    pane.extended.set(id, attributes);
    return id;
  }
}

/** Cells that are not as they should be, described for a person. */
export function wrongCells(wanted: Grid, shown: Grid, tables: CellTables): string[] {
  const wrong: string[] = [];
  for (let row = 0; row < wanted.rows; row++) {
    for (let col = 0; col < wanted.cols; col++) {
      const at = wanted.at(row, col);
      const describe = (grid: Grid): string => describeCell(grid.cells.subarray(at, at + CELL_WORDS), tables);
      if (describe(wanted) !== describe(shown)) wrong.push(`row ${row} col ${col}: wanted ${describe(wanted)}, shown ${describe(shown)}`);
    }
  }
  return wrong;
}

function describeCell([content = 0, fg = 0, bg = 0, extended = 0]: Uint32Array, tables: CellTables): string {
  const isCombined = (content & IS_COMBINED) !== 0;
  const code = content & CODEPOINT_MASK;
  const text = isCombined ? tables.grapheme(code) : code === 0 ? '' : String.fromCodePoint(code);
  const {underlineStyle, underlineColor, link} = tables.extended(extended);
  return JSON.stringify([text, (content & WIDTH_MASK) >>> 22, fg.toString(16), bg.toString(16), underlineStyle, underlineColor, link]);
}
