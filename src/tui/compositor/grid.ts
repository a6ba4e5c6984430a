import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  CELL_WORDS,
  CODEPOINT_MASK,
  COLOR_MASK,
  FG_BLINK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
  FG_UNDERLINE,
  IS_COMBINED,
  MODE_DEFAULT,
  MODE_MASK,
  MODE_RGB,
  WIDTH_SHIFT,
  widthOf,
} from '../../protocol/cells.ts';

/** A space of the default colours, one cell wide: word 0 of an empty cell, whose other words are 0. */
export const BLANK = 0x20 | (1 << WIDTH_SHIFT);

const FG_FLAGS = FG_INVERSE | FG_BOLD | FG_UNDERLINE | FG_BLINK | FG_INVISIBLE | FG_STRIKETHROUGH;
const BG_FLAGS = BG_ITALIC | BG_DIM | BG_OVERLINE;
const PALETTE_MASK = 0xff;
/** What of the foreground can be seen on a space. */
const VISIBLE_ON_SPACE = FG_INVERSE | FG_UNDERLINE | FG_STRIKETHROUGH;

/** Rows × columns of cells in the encoding of `protocol/cells.ts`. */
export class Grid {
  readonly cols: number;
  readonly rows: number;
  readonly cells: Uint32Array;

  constructor(cols: number, rows: number) {
    this.cols = cols;
    this.rows = rows;
    this.cells = new Uint32Array(cols * rows * CELL_WORDS);
    fillBlank(this.cells, 0, cols * rows);
  }

  /** Index of the first word of a cell. */
  at(row: number, col: number): number {
    return (row * this.cols + col) * CELL_WORDS;
  }
}

/** Empties `count` cells from word `start` on. */
export function fillBlank(cells: Uint32Array, start: number, count: number): void {
  const end = start + count * CELL_WORDS;
  cells.fill(0, start, end);
  for (let index = start; index < end; index += CELL_WORDS) cells[index] = BLANK;
}

/**
 * Writes a cell in the one form that its look has: what cannot be seen is cleared, so that equal looks are equal words and cost no bytes.
 * Control characters become spaces here, so nothing that reaches the painter can be a command to the outer terminal.
 */
export function writeCell(cells: Uint32Array, index: number, content: number, fg: number, bg: number, extended: number): void {
  const text = plainContent(content);
  cells[index] = text;
  cells[index + 3] = extended;
  if ((fg | bg) === 0) {
    cells[index + 1] = 0;
    cells[index + 2] = 0;
    return;
  }
  const shownFg = visibleColor(fg) | (fg & FG_FLAGS);
  const shownBg = visibleColor(bg) | (bg & BG_FLAGS);
  const isEmpty = text === BLANK && (shownFg & VISIBLE_ON_SPACE) === 0 && (shownBg & BG_OVERLINE) === 0;
  cells[index + 1] = isEmpty ? 0 : shownFg;
  cells[index + 2] = isEmpty ? visibleColor(bg) : shownBg;
}

function plainContent(content: number): number {
  if ((content & IS_COMBINED) !== 0 || widthOf(content) === 0) return content;
  const code = content & CODEPOINT_MASK;
  const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
  const isSurrogate = code >= 0xd800 && code < 0xe000;
  return isControl || isSurrogate ? 0x20 | (content & ~(CODEPOINT_MASK | IS_COMBINED)) : content;
}

/** The colour of a word without flags, and without what an emulator leaves in the bits that its mode does not use. */
export function visibleColor(word: number): number {
  const mode = word & MODE_MASK;
  if (mode === MODE_DEFAULT) return 0;
  return mode === MODE_RGB ? word & (MODE_MASK | COLOR_MASK) : word & (MODE_MASK | PALETTE_MASK);
}

/** Blanks what is left outside of wide characters that lie across the edges of columns `from` to `to` (exclusive), before these are covered. */
export function cutAround(grid: Grid, row: number, from: number, to: number): void {
  if (isSecondHalf(grid, row, from)) blankCell(grid, row, from - 1);
  if (isSecondHalf(grid, row, to)) blankCell(grid, row, to);
}

/** Blanks what got into columns `from` to `to` (exclusive) of wide characters that lie across their edges. */
export function cutWithin(grid: Grid, row: number, from: number, to: number): void {
  if (isSecondHalf(grid, row, from)) blankCell(grid, row, from);
  if (widthOf(grid.cells[grid.at(row, to - 1)] ?? 0) === 2) blankCell(grid, row, to - 1);
}

function isSecondHalf(grid: Grid, row: number, col: number): boolean {
  return col < grid.cols && widthOf(grid.cells[grid.at(row, col)] ?? 0) === 0;
}

function blankCell(grid: Grid, row: number, col: number): void {
  const {cells} = grid;
  const index = grid.at(row, col);
  writeCell(cells, index, BLANK, cells[index + 1] ?? 0, cells[index + 2] ?? 0, cells[index + 3] ?? 0);
}
