import type {IBufferCell, Terminal} from '@xterm/headless';
import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  CELL_WORDS,
  CODEPOINT_MASK,
  FG_BLINK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
  FG_UNDERLINE,
  IS_COMBINED,
  MODE_PALETTE_16,
  MODE_PALETTE_256,
  MODE_RGB,
  WIDTH_MASK,
  WIDTH_SHIFT,
} from '../protocol/cells.ts';
import type {CellTables} from './cell-tables.ts';
import {type InternalLine, internalsOf} from './emulator-internals.ts';

/** xterm's words a cell. */
const OWN_WORDS = 3;
const HAS_EXTENDED = 0x10000000;
const UNDERLINE_STYLE = 0x1c000000;
const UNDERLINE_STYLE_SHIFT = 26;
const UNDERLINE_COLOR = 0x3ffffff;
const BLANK = (1 << WIDTH_SHIFT) | 0x20;

/** Copies one line of the active buffer into cells; columns that the line does not have become blank. */
export function readLine(terminal: Terminal, tables: CellTables, index: number, into: Uint32Array): void {
  const internals = internalsOf(terminal);
  const line = internals.line(index);
  if (line) copyLine(line, (id) => internals.link(id), tables, into);
  else readPublicLine(terminal, tables, index, into);
}

function copyLine(line: InternalLine, linkOf: (id: number) => string, tables: CellTables, into: Uint32Array): void {
  const data = line._data;
  for (let at = 0, col = 0; at < into.length; at += CELL_WORDS, col++) {
    const from = col * OWN_WORDS;
    let content = data[from] ?? BLANK;
    const bg = data[from + 2] ?? 0;
    if (content & IS_COMBINED) content = (content & WIDTH_MASK) | IS_COMBINED | tables.grapheme(line._combined[col] ?? '');
    else if ((content & CODEPOINT_MASK) === 0 && (content & WIDTH_MASK) !== 0) content |= 0x20;
    into[at] = content;
    into[at + 1] = data[from + 1] ?? 0;
    into[at + 2] = bg & ~HAS_EXTENDED;
    const extended = bg & HAS_EXTENDED ? line._extendedAttrs[col] : undefined;
    into[at + 3] = extended
      ? tables.extendedAttributes(
          (extended._ext & UNDERLINE_STYLE) >>> UNDERLINE_STYLE_SHIFT,
          extended._ext & UNDERLINE_COLOR,
          extended._urlId ? linkOf(extended._urlId) : '',
        )
      : 0;
  }
}

/** Without links and underline styles, which the public interface does not tell. */
export function readPublicLine(terminal: Terminal, tables: CellTables, index: number, into: Uint32Array): void {
  const line = terminal.buffer.active.getLine(index);
  let cell: IBufferCell | undefined;
  for (let at = 0, col = 0; at < into.length; at += CELL_WORDS, col++) {
    cell = line?.getCell(col, cell);
    const width = cell?.getWidth() ?? 1;
    const text = cell?.getChars() ?? '';
    const single = text === '' ? (width === 0 ? 0 : 0x20) : text.length === String.fromCodePoint(text.codePointAt(0) ?? 0).length;
    const content = single === true ? (text.codePointAt(0) ?? 0x20) : single === false ? IS_COMBINED | tables.grapheme(text) : single;
    into[at] = content | (width << WIDTH_SHIFT);
    into[at + 1] = cell ? foreground(cell) : 0;
    into[at + 2] = cell ? background(cell) : 0;
    into[at + 3] = 0;
  }
}

function foreground(cell: IBufferCell): number {
  const flags =
    (cell.isInverse() ? FG_INVERSE : 0) |
    (cell.isBold() ? FG_BOLD : 0) |
    (cell.isUnderline() ? FG_UNDERLINE : 0) |
    (cell.isBlink() ? FG_BLINK : 0) |
    (cell.isInvisible() ? FG_INVISIBLE : 0) |
    (cell.isStrikethrough() ? FG_STRIKETHROUGH : 0);
  if (cell.isFgDefault()) return flags >>> 0;
  const mode = cell.isFgRGB() ? MODE_RGB : cell.getFgColorMode() === MODE_PALETTE_16 ? MODE_PALETTE_16 : MODE_PALETTE_256;
  return (flags | mode | cell.getFgColor()) >>> 0;
}

function background(cell: IBufferCell): number {
  const flags = (cell.isItalic() ? BG_ITALIC : 0) | (cell.isDim() ? BG_DIM : 0) | (cell.isOverline() ? BG_OVERLINE : 0);
  if (cell.isBgDefault()) return flags;
  const mode = cell.isBgRGB() ? MODE_RGB : cell.getBgColorMode() === MODE_PALETTE_16 ? MODE_PALETTE_16 : MODE_PALETTE_256;
  return (flags | mode | cell.getBgColor()) >>> 0;
}
