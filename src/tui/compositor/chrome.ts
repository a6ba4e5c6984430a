import {CELL_WORDS} from '../../protocol/cells.ts';
import {type CellTables, NO_ATTRIBUTES} from './cell-tables.ts';
import {fillBlank, Grid, writeCell} from './grid.ts';
import {applySgr, type Pen} from './sgr-reader.ts';
import {forEachCharacter} from './text-cells.ts';

/** A style (1), the target of a link (2), or another sequence, which Ink lets through only by mistake. */
const SEQUENCE =
  /\x1b\[([\d;:]*)m|\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[\d;:?<=>]*[ -/]*[@-~]/g;

/** The frame that Ink drew, as cells. */
export class Chrome {
  readonly grid: Grid;
  readonly #tables: CellTables;
  #lines: string[] = [];

  constructor(cols: number, rows: number, tables: CellTables) {
    this.grid = new Grid(cols, rows);
    this.#tables = tables;
  }

  /** Takes over a whole frame; calls `changed` with each row that is not as it was. Rows that the screen does not have are left out. */
  draw(frame: string, changed: (row: number) => void): void {
    const lines = frame.split('\n', this.grid.rows);
    for (let row = 0; row < this.grid.rows; row++) {
      const line = lines[row] ?? '';
      if (line === (this.#lines[row] ?? '')) continue;
      this.#drawLine(row, line);
      changed(row);
    }
    this.#lines = lines;
  }

  /** Draws the last frame once more, into tables that were emptied. */
  redraw(): void {
    for (const [row, line] of this.#lines.entries()) this.#drawLine(row, line);
  }

  #drawLine(row: number, line: string): void {
    const {cells} = this.grid;
    const end = this.grid.at(row, this.grid.cols);
    let at = this.grid.at(row, 0);
    fillBlank(cells, at, this.grid.cols);
    const pen: Pen = {fg: 0, bg: 0};
    let extended = 0;
    const put = (content: number, width: number): void => {
      if (at + width * CELL_WORDS > end) {
        // What comes after it would be in the wrong place.
        at = end;
        return;
      }
      writeCell(cells, at, content, pen.fg, pen.bg, extended);
      // The second cell of a wide character has the width 0; what is wider still is followed by blanks.
      if (width > 1) writeCell(cells, at + CELL_WORDS, 0, pen.fg, pen.bg, extended);
      at += width * CELL_WORDS;
    };
    let textFrom = 0;
    for (const match of line.matchAll(SEQUENCE)) {
      if (match.index > textFrom) forEachCharacter(line.slice(textFrom, match.index), this.#tables, put);
      textFrom = match.index + match[0].length;
      if (match[1] !== undefined) applySgr(pen, match[1]);
      if (match[2] !== undefined) extended = this.#tables.extendedId({...NO_ATTRIBUTES, link: match[2]});
    }
    if (textFrom < line.length) forEachCharacter(line.slice(textFrom), this.#tables, put);
  }
}
