import {CELL_WORDS, CODEPOINT_MASK, IS_COMBINED, widthOf} from '../../protocol/cells.ts';
import type {Abilities} from './abilities.ts';
import type {CellTables} from './cell-tables.ts';
import type {CursorWish} from './composition.ts';
import {BLANK, Grid} from './grid.ts';
import {isDrawnAlone, mayNeedErasing, reachOf} from './odd-characters.ts';
import {OuterPen} from './outer-pen.ts';
import {applyScroll, findScroll} from './scroll.ts';

const BEGIN_FRAME = '\x1b[?2026h';
const END_FRAME = '\x1b[?2026l';
const HIDE_CURSOR = '\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';
/** No cell looks like this: whatever is wanted differs from it. */
const UNKNOWN = 0xffffffff;
/** Equal cells that are written again instead of jumped over: a jump takes as many bytes. */
const BRIDGED_GAP = 4;
/** Blanks that are erased instead of written: erasing takes 4 bytes, and the jump behind it as many. */
const ERASED_RUN = 9;

/** Knows what the outer terminal shows, and says with few bytes how it becomes what is wanted. */
export class Painter {
  readonly #front: Grid;
  readonly #tables: CellTables;
  readonly #pen: OuterPen;
  /** `null`: not known. */
  #isCursorShown: boolean | null = null;
  #cursorStyle = -1;

  constructor(cols: number, rows: number, tables: CellTables, abilities: Abilities) {
    this.#front = new Grid(cols, rows);
    this.#tables = tables;
    this.#pen = new OuterPen(tables, abilities);
    this.forget();
  }

  /** The next frame draws everything: somebody else may have written on the terminal. */
  forget(): void {
    this.#front.cells.fill(UNKNOWN);
    this.#pen.forget();
    this.#isCursorShown = null;
    this.#cursorStyle = -1;
  }

  /**
   * The bytes of one frame, none when nothing is to be changed. Clears `changed`. All of them have to be written, and before the next
   * frame is painted.
   */
  paint(wanted: Grid, changed: Uint8Array, cursor: CursorWish | null): Buffer {
    const pen = this.#pen;
    const {out} = pen;
    out.clear();
    out.ascii(this.#isCursorShown === false ? BEGIN_FRAME : BEGIN_FRAME + HIDE_CURSOR);
    const start = out.length;
    const scroll = findScroll(wanted, this.#front, changed);
    if (scroll) {
      pen.scroll(scroll);
      applyScroll(this.#front, scroll);
      changed.fill(1, scroll.top, scroll.bottom + 1);
    }
    for (let row = 0; row < wanted.rows; row++) {
      if (changed[row] === 1) this.#paintRow(wanted, row);
    }
    changed.fill(0);
    pen.closeLink();
    const isEmpty = out.length === start;
    if (isEmpty) out.clear();
    else this.#isCursorShown = false;
    this.#placeCursor(cursor);
    if (!isEmpty) out.ascii(END_FRAME);
    return out.view();
  }

  #placeCursor(cursor: CursorWish | null): void {
    const {out} = this.#pen;
    const wasShown = this.#isCursorShown;
    this.#isCursorShown = cursor !== null;
    if (!cursor) {
      if (wasShown !== false) out.ascii(HIDE_CURSOR);
      return;
    }
    this.#pen.moveTo(cursor.x, cursor.y);
    if (cursor.style !== this.#cursorStyle) out.ascii(`\x1b[${cursor.style} q`);
    this.#cursorStyle = cursor.style;
    if (wasShown !== true) out.ascii(SHOW_CURSOR);
  }

  #paintRow(wanted: Grid, row: number): void {
    const {cols} = wanted;
    const cells = wanted.cells;
    const front = this.#front.cells;
    const start = wanted.at(row, 0);
    // From here to the right edge nothing is to be seen.
    let tail = cols;
    while (tail > 0 && isBlank(cells, start + (tail - 1) * CELL_WORDS)) tail--;
    for (let col = 0; col < cols; ) {
      let index = start + col * CELL_WORDS;
      if (isSame(cells, front, index)) {
        col++;
        continue;
      }
      if (col >= tail) {
        this.#pen.eraseRest(col, row);
        front.set(cells.subarray(index, start + cols * CELL_WORDS), index);
        return;
      }
      // A wide character is drawn whole, whichever half differs.
      if (col > 0 && widthOf(cells[index] ?? 0) === 0) {
        col--;
        index -= CELL_WORDS;
      }
      const blanks = isBlank(cells, index) ? this.#blanksToChange(cells, index, start + tail * CELL_WORDS) : 0;
      if (blanks >= ERASED_RUN) {
        this.#pen.erase(col, row, blanks);
        front.set(cells.subarray(index, index + blanks * CELL_WORDS), index);
        col += blanks;
      } else {
        this.#bridgeTo(cells, col, row, start);
        col += this.#paintCell(cells, index, col, row, cols);
      }
    }
  }

  /** Blank cells from here to the last one of them that the outer terminal does not show. */
  #blanksToChange(cells: Uint32Array, from: number, end: number): number {
    let last = from;
    for (let index = from; index < end && isBlank(cells, index); index += CELL_WORDS) {
      if (!isSame(cells, this.#front.cells, index)) last = index;
    }
    return (last - from) / CELL_WORDS + 1;
  }

  /** Returns how many cells it took. */
  #paintCell(cells: Uint32Array, index: number, col: number, row: number, cols: number): number {
    const pen = this.#pen;
    const content = cells[index] ?? 0;
    const width = widthOf(content) === 2 ? 2 : 1;
    const value = content & CODEPOINT_MASK;
    pen.style(cells[index + 1] ?? 0, cells[index + 2] ?? 0, cells[index + 3] ?? 0);
    if ((content & IS_COMBINED) !== 0) {
      const text = this.#tables.grapheme(value);
      pen.writeAlone(col, row, text, width === 2 && mayNeedErasing(text));
      this.#distrust(index + width * CELL_WORDS, Math.min(reachOf(text), cols - col) - width);
    } else if (width === 2 || isDrawnAlone(value)) {
      pen.writeAlone(col, row, String.fromCodePoint(value), false);
    } else {
      pen.write(col, row, value, cols);
    }
    const front = this.#front.cells;
    // Word by word: `subarray` would make an object for each cell.
    for (let word = index; word < index + width * CELL_WORDS; word++) front[word] = cells[word] ?? 0;
    return width;
  }

  /** A terminal that does not join a cluster has painted over the cells behind it. */
  #distrust(from: number, count: number): void {
    if (count > 0) this.#front.cells.fill(UNKNOWN, from, from + count * CELL_WORDS);
  }

  /** Writes a few equal cells again where that takes the cursor to `col` as cheaply as a jump. */
  #bridgeTo(cells: Uint32Array, col: number, row: number, start: number): void {
    const pen = this.#pen;
    if (pen.row !== row || pen.col < 0 || col <= pen.col || col - pen.col > BRIDGED_GAP) return;
    let text = '';
    for (let index = start + pen.col * CELL_WORDS; index < start + col * CELL_WORDS; index += CELL_WORDS) {
      const content = cells[index] ?? 0;
      const code = content & CODEPOINT_MASK;
      const isPlain = (content & IS_COMBINED) === 0 && widthOf(content) === 1 && code < 0x7f;
      if (!isPlain || !pen.has(cells[index + 1] ?? 0, cells[index + 2] ?? 0, cells[index + 3] ?? 0)) return;
      text += String.fromCharCode(code);
    }
    pen.writeText(text);
  }
}

const isBlank = (cells: Uint32Array, index: number): boolean =>
  cells[index] === BLANK && cells[index + 1] === 0 && cells[index + 2] === 0 && cells[index + 3] === 0;

const isSame = (a: Uint32Array, b: Uint32Array, index: number): boolean =>
  a[index] === b[index] && a[index + 1] === b[index + 1] && a[index + 2] === b[index + 2] && a[index + 3] === b[index + 3];
