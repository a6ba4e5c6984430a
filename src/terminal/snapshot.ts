import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  CELL_WORDS,
  CODEPOINT_MASK,
  COLOR_MASK,
  type ExtendedAttributes,
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
  MODE_RGB,
  widthOf,
} from '../protocol/cells.ts';
import type {ScreenFormat} from '../protocol/terminal.ts';
import type {CellTables} from './cell-tables.ts';
import type {ShownTerminal} from './pane-differ.ts';

const NO_ATTRIBUTES: ExtendedAttributes = {underlineStyle: 0, underlineColor: 0, link: ''};

/** What is on the screen now, and up to `history` lines above it, as text. */
export function takeSnapshot({emulator, title}: Pick<ShownTerminal, 'emulator' | 'title'>, format: ScreenFormat, history: number): string {
  const above = Math.min(history, emulator.scrollback);
  const row = new Uint32Array(emulator.cols * CELL_WORDS);
  const lines: string[] = [];
  for (let line = emulator.scrollback - above; line < emulator.scrollback + emulator.rows; line++) {
    emulator.readRow(line, row);
    lines.push(format === 'ansi' ? styledLine(row, emulator.tables) : plainLine(row, emulator.tables));
  }
  if (format === 'json') {
    const {cols, rows, cursor, modes} = emulator;
    return JSON.stringify({cols, rows, cursor, title, modes, lines});
  }
  return lines.join('\n').replace(/\n+$/, '');
}

function textOf(content: number, graphemes: readonly string[]): string {
  if (widthOf(content) === 0) return '';
  const code = content & CODEPOINT_MASK;
  return content & IS_COMBINED ? (graphemes[code] ?? '') : String.fromCodePoint(code || 0x20);
}

function plainLine(row: Uint32Array, {graphemes}: CellTables): string {
  let text = '';
  for (let at = 0; at < row.length; at += CELL_WORDS) text += textOf(row[at] ?? 0, graphemes);
  return text.trimEnd();
}

/** With colours and attributes; what follows the last cell that shows anything is left out. */
function styledLine(row: Uint32Array, tables: CellTables): string {
  let end = row.length;
  while (end > 0 && isBlank(row, end - CELL_WORDS)) end -= CELL_WORDS;
  let text = '';
  let style = '0';
  for (let at = 0; at < end; at += CELL_WORDS) {
    const next = styleOf(row[at + 1] ?? 0, row[at + 2] ?? 0, tables.extended[row[at + 3] ?? 0]);
    if (next !== style) text += `\u001b[${next}m`;
    style = next;
    text += textOf(row[at] ?? 0, tables.graphemes);
  }
  return style === '0' ? text : `${text}\u001b[0m`;
}

const isBlank = (row: Uint32Array, at: number): boolean =>
  ((row[at] ?? 0) & CODEPOINT_MASK) === 0x20 &&
  ((row[at + 1] ?? 0) & (FG_INVERSE | FG_UNDERLINE | FG_STRIKETHROUGH)) === 0 &&
  ((row[at + 2] ?? 0) & (MODE_MASK | BG_OVERLINE)) === 0;

const FOREGROUND_FLAGS = [
  [FG_BOLD, '1'],
  [FG_BLINK, '5'],
  [FG_INVERSE, '7'],
  [FG_INVISIBLE, '8'],
  [FG_STRIKETHROUGH, '9'],
] as const;
const BACKGROUND_FLAGS = [
  [BG_DIM, '2'],
  [BG_ITALIC, '3'],
  [BG_OVERLINE, '53'],
] as const;

/** SGR parameters that give this style from any other. */
function styleOf(fg: number, bg: number, extended: ExtendedAttributes | undefined): string {
  const codes = ['0'];
  for (const [flag, code] of FOREGROUND_FLAGS) if (fg & flag) codes.push(code);
  for (const [flag, code] of BACKGROUND_FLAGS) if (bg & flag) codes.push(code);
  if (fg & FG_UNDERLINE) codes.push(...underlineCodes(extended));
  return [...codes, ...colorCodes(fg, 30), ...colorCodes(bg, 40)].join(';');
}

function underlineCodes({underlineStyle, underlineColor}: ExtendedAttributes = NO_ATTRIBUTES): string[] {
  return [underlineStyle > 1 ? `4:${underlineStyle}` : '4', ...colorCodes(underlineColor, 50)];
}

/** `base` is 30 for the text, 40 for what is behind it, 50 for the line below it. */
function colorCodes(word: number, base: 30 | 40 | 50): string[] {
  const mode = word & MODE_MASK;
  const value = word & COLOR_MASK;
  if (mode === MODE_DEFAULT) return [];
  // A line has no short codes.
  if (mode === MODE_PALETTE_16 && base !== 50) return [String(value < 8 ? base + value : base + 52 + value)];
  if (mode !== MODE_RGB) return [`${base + 8};5;${value & 0xff}`];
  return [`${base + 8};2;${(value >>> 16) & 0xff};${(value >>> 8) & 0xff};${value & 0xff}`];
}
