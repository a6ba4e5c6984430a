import {COLOR_MASK, FG_INVERSE, MODE_MASK} from '../../protocol/cells.ts';
import type {Abilities} from './abilities.ts';
import type {CellTables} from './cell-tables.ts';
import {cursorPath} from './cursor-path.ts';
import type {Scroll} from './scroll.ts';
import {PLAIN, type Style, styleChange, styleFromUnknown} from './style-codes.ts';

/** Where the outer terminal's cursor is and what it writes with, and the sequences that change these. */
export class OuterPen {
  readonly #tables: CellTables;
  readonly #abilities: Abilities;
  #out = '';
  /** -1: not known. */
  col = -1;
  row = -1;
  #fg = 0;
  #bg = 0;
  #extended = 0;
  /** `null`: not known. */
  #style: Style | null = null;
  #link = '';

  constructor(tables: CellTables, abilities: Abilities) {
    this.#tables = tables;
    this.#abilities = abilities;
  }

  forget(): void {
    this.col = -1;
    this.row = -1;
    this.#style = null;
    this.#link = '';
  }

  begin(): void {
    this.#out = '';
  }

  /** What was written since `begin`. No link stays open: between frames others may write. */
  finish(): string {
    if (this.#link !== '') {
      this.#switchLink('');
      // The words of the last cell would say that the link is still there.
      this.#extended = -1;
    }
    return this.#out;
  }

  has(fg: number, bg: number, extended: number): boolean {
    return this.#style !== null && fg === this.#fg && bg === this.#bg && extended === this.#extended;
  }

  style(fg: number, bg: number, extended: number): void {
    if (this.has(fg, bg, extended)) return;
    const style = {fg, bg, extended: this.#tables.extended(extended)};
    this.#out += this.#style ? styleChange(this.#style, style, this.#abilities) : styleFromUnknown(style, this.#abilities);
    this.#style = style;
    this.#fg = fg;
    this.#bg = bg;
    this.#extended = extended;
    if (style.extended.link !== this.#link) this.#switchLink(style.extended.link);
  }

  write(col: number, row: number, text: string, cols: number): void {
    this.#moveTo(col, row);
    this.#out += text;
    // Beyond the last column terminals differ in where the cursor waits.
    this.col = col + 1 < cols ? col + 1 : -1;
  }

  /** Text of one-cell characters from where the cursor is. */
  writeText(text: string): void {
    this.#out += text;
    this.col += text.length;
  }

  /** A character of doubtful width: nothing is assumed about the cursor before it or after it. */
  writeAlone(col: number, row: number, text: string, eraseFirst: boolean): void {
    // A move also keeps the terminal from joining it to what was written before.
    if (this.col === col && this.row === row) this.col = -1;
    this.#moveTo(col, row);
    if (eraseFirst) this.#out += '\x1b[2X';
    this.#out += text;
    this.col = -1;
  }

  /** Empties cells from here on; the cursor stays. */
  erase(col: number, row: number, count: number): void {
    this.#erasable();
    this.#moveTo(col, row);
    this.#out += `\x1b[${count}X`;
  }

  eraseRest(col: number, row: number): void {
    this.#erasable();
    this.#moveTo(col, row);
    this.#out += '\x1b[K';
  }

  scroll({top, bottom, by}: Scroll): void {
    this.#erasable();
    const lines = Math.abs(by) === 1 ? '' : Math.abs(by);
    this.#out += `\x1b[${top + 1};${bottom + 1}r\x1b[${lines}${by > 0 ? 'S' : 'T'}\x1b[r`;
    // Setting margins sends the cursor home.
    this.col = 0;
    this.row = 0;
  }

  /** How the cursor gets there, for a caller that writes it. */
  pathTo(col: number, row: number): string {
    const path = cursorPath({x: this.col, y: this.row}, {x: col, y: row});
    this.col = col;
    this.row = row;
    return path;
  }

  #moveTo(col: number, row: number): void {
    if (this.col !== col || this.row !== row) this.#out += this.pathTo(col, row);
  }

  /** Erased cells take the background, and in some terminals the inversion, that is set. */
  #erasable(): void {
    const isPlain =
      this.#style !== null && (this.#bg & (MODE_MASK | COLOR_MASK)) === 0 && (this.#fg & FG_INVERSE) === 0 && this.#link === '';
    if (!isPlain) this.style(PLAIN.fg, PLAIN.bg, 0);
  }

  #switchLink(link: string): void {
    if (!this.#abilities.hyperlinks) return;
    // The id makes one link of the parts on several lines.
    this.#out += link === '' ? '\x1b]8;;\x1b\\' : `\x1b]8;id=${idOf(link)};${link}\x1b\\`;
    this.#link = link;
  }
}

/** Short and the same for the same target. */
function idOf(link: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < link.length; index++) hash = Math.imul(hash ^ link.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
