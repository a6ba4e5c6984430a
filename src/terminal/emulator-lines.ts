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
  MODE_PALETTE_16,
  MODE_PALETTE_256,
  MODE_RGB,
  WIDTH_MASK,
  WIDTH_SHIFT,
} from '../protocol/cells.ts';
import type {CellTables} from './cell-tables.ts';
import type {Xterm, XtermCell} from './emulator.ts';
import type {InternalLine, Internals} from './emulator-internals.ts';

/** xterm's words a cell. */
export const OWN_WORDS = 3;
const HAS_EXTENDED = 0x10000000;
/** Protects a cell from being erased, which is of no interest for what it looks like. */
const PROTECTED = 0x20000000;
const PALETTE_MASK = 0xff;
const UNDERLINE_STYLE = 0x1c000000;
const UNDERLINE_STYLE_SHIFT = 26;
const UNDERLINE_COLOR = 0x3ffffff;
/** Cells that nothing was written to are spaces for everybody outside. */
const SPACE = 0x20;
const BLANK = (1 << WIDTH_SHIFT) | SPACE;

/** Do these words say everything about a line? Clusters, links and underline styles are kept elsewhere. */
export function areWhole(words: Uint32Array): boolean {
  for (let at = 0; at < words.length; at += OWN_WORDS) {
    if (((words[at] ?? 0) & IS_COMBINED) !== 0 || ((words[at + 2] ?? 0) & HAS_EXTENDED) !== 0) return false;
  }
  return true;
}

/** Copies one line of the active buffer into cells; columns that the line does not have become blank. */
export function readLine(xterm: Xterm, internals: Internals, tables: CellTables, index: number, into: Uint32Array): void {
  const line = internals.line(index);
  if (line) copyLine(line, internals, tables, into);
  else readPublicLine(xterm, tables, index, into);
}

function copyLine(line: InternalLine, internals: Internals, tables: CellTables, into: Uint32Array): void {
  const data = line._data;
  for (let at = 0, col = 0; at < into.length; at += CELL_WORDS, col++) {
    const from = col * OWN_WORDS;
    let content = data[from] ?? BLANK;
    const bg = data[from + 2] ?? 0;
    if (content & IS_COMBINED) content = (content & WIDTH_MASK) | IS_COMBINED | tables.grapheme(line._combined[col] ?? '');
    else if ((content & CODEPOINT_MASK) === 0 && (content & WIDTH_MASK) !== 0) content |= SPACE;
    into[at] = content;
    into[at + 1] = cleanColor(data[from + 1] ?? 0);
    into[at + 2] = cleanColor(bg) & ~(HAS_EXTENDED | PROTECTED);
    const extended = bg & HAS_EXTENDED ? line._extendedAttrs[col] : undefined;
    into[at + 3] = extended
      ? tables.extendedAttributes(
          (extended._ext & UNDERLINE_STYLE) >>> UNDERLINE_STYLE_SHIFT,
          underlineColor(extended._ext),
          extended._urlId ? internals.link(extended._urlId) : '',
        )
      : 0;
  }
}

/** SGR 59 leaves all bits set, which is how white would be, too: the text's own colour is by far the more frequent wish. */
function underlineColor(extended: number): number {
  const color = extended & UNDERLINE_COLOR;
  return color === UNDERLINE_COLOR ? 0 : cleanColor(color);
}

/** xterm.js leaves bits of an earlier true colour behind the number of a palette's colour. */
function cleanColor(word: number): number {
  const mode = word & MODE_MASK;
  if (mode === MODE_RGB) return word;
  return word & (mode === MODE_DEFAULT ? ~COLOR_MASK : ~COLOR_MASK | PALETTE_MASK);
}

/** Without links and underline styles, which the public interface does not tell. */
export function readPublicLine(xterm: Xterm, tables: CellTables, index: number, into: Uint32Array): void {
  const line = xterm.buffer.active.getLine(index);
  let cell: XtermCell | undefined;
  for (let at = 0, col = 0; at < into.length; at += CELL_WORDS, col++) {
    cell = line?.getCell(col, cell);
    const width = cell?.getWidth() ?? 1;
    into[at] = contentOf(cell?.getChars() ?? '', width, tables) | (width << WIDTH_SHIFT);
    into[at + 1] = cell ? foreground(cell) : 0;
    into[at + 2] = cell ? background(cell) : 0;
    into[at + 3] = 0;
  }
}

function contentOf(text: string, width: number, tables: CellTables): number {
  const code = text.codePointAt(0);
  if (code === undefined) return width === 0 ? 0 : SPACE;
  return text.length === String.fromCodePoint(code).length ? code : IS_COMBINED | tables.grapheme(text);
}

function foreground(cell: XtermCell): number {
  const flags =
    (cell.isInverse() ? FG_INVERSE : 0) |
    (cell.isBold() ? FG_BOLD : 0) |
    (cell.isUnderline() ? FG_UNDERLINE : 0) |
    (cell.isBlink() ? FG_BLINK : 0) |
    (cell.isInvisible() ? FG_INVISIBLE : 0) |
    (cell.isStrikethrough() ? FG_STRIKETHROUGH : 0);
  if (cell.isFgDefault()) return flags;
  const mode = cell.isFgRGB() ? MODE_RGB : cell.getFgColorMode() === MODE_PALETTE_16 ? MODE_PALETTE_16 : MODE_PALETTE_256;
  return flags | mode | cell.getFgColor();
}

function background(cell: XtermCell): number {
  const flags = (cell.isItalic() ? BG_ITALIC : 0) | (cell.isDim() ? BG_DIM : 0) | (cell.isOverline() ? BG_OVERLINE : 0);
  if (cell.isBgDefault()) return flags;
  const mode = cell.isBgRGB() ? MODE_RGB : cell.getBgColorMode() === MODE_PALETTE_16 ? MODE_PALETTE_16 : MODE_PALETTE_256;
  return flags | mode | cell.getBgColor();
}
