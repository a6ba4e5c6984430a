import type {PaneGrid} from '../../client/pane-grid.ts';
import {
  BG_DIM,
  BG_ITALIC,
  CELL_WORDS,
  CODEPOINT_MASK,
  COLOR_MASK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
  FG_UNDERLINE,
  IS_COMBINED,
  MODE_DEFAULT,
  MODE_MASK,
  MODE_RGB,
  widthOf,
} from '../../protocol/cells.ts';
import {paletteRgb} from './palette.ts';
import {type Cell, isUniform, round, shapeOf} from './svg-shapes.ts';

export type Picture = Pick<PaneGrid, 'cols' | 'rows' | 'cells' | 'graphemes' | 'extended'>;

export interface SvgOptions {
  /** In the window's frame, and what a screen reader says. */
  readonly title: string;
}

const FONT_SIZE = 14;
/** Most fixed-width fonts are 0.6 of their size wide; `textLength` makes the others so. */
const CELL_WIDTH = 8.4;
const CELL_HEIGHT = 18;
const BASELINE = 13.5;
const PADDING = 14;
const TITLE_BAR = 34;
const FONTS = "ui-monospace,'SF Mono','Cascadia Mono','JetBrains Mono',Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono',monospace";

const WINDOW = {paper: '#15181e', ink: '#d5dae3', bar: '#1f232b', edge: '#343a46', title: '#8b93a3'};
const BUTTONS = ['#ec6a5e', '#f4bf4f', '#61c554'];
const THEME = [
  '#2b303b',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#c3c9d5',
  '#6b7385',
  '#ef8891',
  '#b1d693',
  '#f0d399',
  '#82c3f5',
  '#d69ae6',
  '#7fcbd5',
  '#f2f4f8',
];
const DIM_OPACITY = 0.6;

/** How a cell looks, resolved to what SVG knows. */
interface Look {
  readonly ink: string;
  /** `''`: the window's. */
  readonly paper: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly dim: boolean;
  /** 0 none, 1–5 as in `ExtendedAttributes`. */
  readonly underline: number;
  readonly strike: boolean;
}

/** Cells side by side that look the same. */
interface Run {
  readonly look: Look;
  readonly col: number;
  cols: number;
  /** One entry for each character, or several of a line or bar, with the column where it begins. */
  readonly characters: {readonly text: string; readonly col: number; cols: number}[];
}

/** A picture of a terminal, that looks the same whatever fonts the viewer has: every word says where it begins and how wide it is. */
export function gridToSvg(picture: Picture, {title}: SvgOptions): string {
  const width = round(picture.cols * CELL_WIDTH + 2 * PADDING);
  const height = round(picture.rows * CELL_HEIGHT + TITLE_BAR + 2 * PADDING);
  const rows = Array.from({length: picture.rows}, (_, row) => runsOf(picture, row));
  const papers = rows.flatMap((runs, row) => runs.map((run) => drawPaper(run, row)));
  const inks = rows.flatMap((runs, row) => runs.map((run) => drawInk(run, row)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    drawWindow(width, height, title),
    `<g transform="translate(${PADDING} ${TITLE_BAR + PADDING})" font-family="${FONTS}" font-size="${FONT_SIZE}" xml:space="preserve">`,
    ...[...papers, ...inks].filter((part) => part !== ''),
    '</g>',
    '</svg>\n',
  ].join('\n');
}

function drawWindow(width: number, height: number, title: string): string {
  const frame = `<rect x="0.5" y="0.5" width="${round(width - 1)}" height="${round(height - 1)}" rx="9"`;
  const middle = TITLE_BAR / 2;
  return [
    `${frame} fill="${WINDOW.paper}"/>`,
    `<path d="M0.5 ${TITLE_BAR}V9.5a9 9 0 0 1 9 -9H${round(width - 9.5)}a9 9 0 0 1 9 9V${TITLE_BAR}Z" fill="${WINDOW.bar}"/>`,
    ...BUTTONS.map((color, index) => `<circle cx="${20 + index * 20}" cy="${middle}" r="6" fill="${color}"/>`),
    `<text x="${round(width / 2)}" y="${middle + 4.5}" text-anchor="middle" font-family="system-ui,'DejaVu Sans',sans-serif" font-size="13" fill="${WINDOW.title}">${escapeXml(title)}</text>`,
    `${frame} fill="none" stroke="${WINDOW.edge}"/>`,
  ].join('\n');
}

function runsOf(picture: Picture, row: number): Run[] {
  const runs: Run[] = [];
  for (let col = 0; col < picture.cols; ) {
    const at = (row * picture.cols + col) * CELL_WORDS;
    const content = picture.cells[at] ?? 0;
    const cols = widthOf(content) === 2 ? 2 : 1;
    const look = lookOf(picture, at);
    let run = runs.at(-1);
    if (!run || !isSameLook(run.look, look)) {
      run = {look, col, cols: 0, characters: []};
      runs.push(run);
    }
    run.cols += cols;
    const text = textOf(picture, at);
    const before = run.characters.at(-1);
    if (before?.text === text && isUniform(text)) before.cols += cols;
    else run.characters.push({text, col, cols});
    col += cols;
  }
  return runs;
}

function textOf(picture: Picture, at: number): string {
  const content = picture.cells[at] ?? 0;
  const isInvisible = ((picture.cells[at + 1] ?? 0) & FG_INVISIBLE) !== 0;
  const value = content & CODEPOINT_MASK;
  if (isInvisible) return ' ';
  if ((content & IS_COMBINED) !== 0) return picture.graphemes.get(value) ?? ' ';
  return value < 0x20 ? ' ' : String.fromCodePoint(value);
}

function lookOf(picture: Picture, at: number): Look {
  const fg = picture.cells[at + 1] ?? 0;
  const bg = picture.cells[at + 2] ?? 0;
  const isInverse = (fg & FG_INVERSE) !== 0;
  const ink = colorOf(fg) || WINDOW.ink;
  const paper = colorOf(bg);
  const style = picture.extended.get(picture.cells[at + 3] ?? 0)?.underlineStyle ?? 1;
  return {
    ink: isInverse ? paper || WINDOW.paper : ink,
    paper: isInverse ? ink : paper,
    bold: (fg & FG_BOLD) !== 0,
    italic: (bg & BG_ITALIC) !== 0,
    dim: (bg & BG_DIM) !== 0,
    underline: (fg & FG_UNDERLINE) !== 0 ? Math.max(1, style) : 0,
    strike: (fg & FG_STRIKETHROUGH) !== 0,
  };
}

const isSameLook = (a: Look, b: Look): boolean => (Object.keys(a) as (keyof Look)[]).every((field) => a[field] === b[field]);

/** `''` for the default. */
function colorOf(word: number): string {
  const mode = word & MODE_MASK;
  if (mode === MODE_DEFAULT) return '';
  if (mode === MODE_RGB) return hex(word & COLOR_MASK);
  const index = word & 0xff;
  return THEME[index] ?? hex(paletteRgb(index));
}

const hex = (rgb: number): string => `#${rgb.toString(16).padStart(6, '0')}`;

function drawPaper({look, col, cols}: Run, row: number): string {
  if (look.paper === '') return '';
  // A little larger than its cells: viewers leave hairlines between neighbours otherwise.
  const size = `width="${round(cols * CELL_WIDTH + 0.3)}" height="${CELL_HEIGHT + 0.3}"`;
  return `<rect x="${round(col * CELL_WIDTH)}" y="${row * CELL_HEIGHT}" ${size} fill="${look.paper}"/>`;
}

function drawInk(run: Run, row: number): string {
  const {look} = run;
  const parts: string[] = [];
  let word: {col: number; cols: number; text: string} | null = null;
  const finishWord = (): void => {
    if (word) parts.push(drawWord(word, look, row));
    word = null;
  };
  for (const {text, col, cols} of run.characters) {
    const cell: Cell = {x: col * CELL_WIDTH, y: row * CELL_HEIGHT, width: cols * CELL_WIDTH, height: CELL_HEIGHT};
    const shape = shapeOf(text, cell, look.ink);
    // Wide characters and those of other fonts stand alone: they alone are stretched or squeezed to their cells.
    const standsAlone = cols === 2 || (text.codePointAt(0) ?? 0) > 0x17f;
    if (text === ' ' || shape !== null || standsAlone) finishWord();
    if (shape !== null) parts.push(shape);
    else if (standsAlone) parts.push(drawWord({col, cols, text}, look, row));
    else if (text !== ' ') word = word ? {col: word.col, cols: word.cols + cols, text: word.text + text} : {col, cols, text};
  }
  finishWord();
  parts.push(...drawLines(run, row));
  return look.dim && parts.length > 0 ? `<g opacity="${DIM_OPACITY}">${parts.join('')}</g>` : parts.join('\n');
}

function drawWord({col, cols, text}: {col: number; cols: number; text: string}, look: Look, row: number): string {
  const place = `x="${round(col * CELL_WIDTH)}" y="${round(row * CELL_HEIGHT + BASELINE)}"`;
  const length = `textLength="${round(cols * CELL_WIDTH)}" lengthAdjust="spacingAndGlyphs"`;
  const style = `${look.bold ? ' font-weight="bold"' : ''}${look.italic ? ' font-style="italic"' : ''}`;
  return `<text ${place} ${length} fill="${look.ink}"${style}>${escapeXml(text)}</text>`;
}

/** Underlines by their style, and the line through. */
function drawLines({look, col, cols}: Run, row: number): string[] {
  const line = (offset: number, dashes = ''): string => {
    const y = round(row * CELL_HEIGHT + offset);
    const from = round(col * CELL_WIDTH);
    return `<path d="M${from} ${y}H${round(from + cols * CELL_WIDTH)}" stroke="${look.ink}" stroke-width="1"${dashes && ` stroke-dasharray="${dashes}"`}/>`;
  };
  const dashes = ['', '', '', '3 1', '1 2', '4 2'][look.underline] ?? '';
  const lines = look.underline > 0 ? [line(BASELINE + 2, dashes)] : [];
  if (look.underline === 2) lines.push(line(BASELINE + 4));
  if (look.strike) lines.push(line(BASELINE - 4));
  return lines;
}

const XML: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};

/** Controls and lone surrogates cannot be in XML at all. */
const escapeXml = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}]/gu, '').replace(/[&<>"]/g, (character) => XML[character] ?? character);
