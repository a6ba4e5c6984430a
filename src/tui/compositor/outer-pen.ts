import {COLOR_MASK, FG_INVERSE, MODE_MASK} from '../../protocol/cells.ts';
import type {Abilities} from './abilities.ts';
import type {CellTables} from './cell-tables.ts';
import {cursorPath} from './cursor-path.ts';
import {FrameBytes} from './frame-bytes.ts';
import type {Scroll} from './scroll.ts';
import {StyleCache} from './style-cache.ts';
import {PLAIN, styleFromUnknown} from './style-codes.ts';

/** Where the outer terminal's cursor is and what it writes with, and the sequences that change these. */
export class OuterPen {
  readonly #tables: CellTables;
  readonly #abilities: Abilities;
  readonly #changes: StyleCache;
  readonly out = new FrameBytes();
  /** -1: not known. */
  col = -1;
  row = -1;
  #fg = 0;
  #bg = 0;
  #extended = 0;
  #isStyleKnown = false;
  #link = '';

  constructor(tables: CellTables, abilities: Abilities) {
    this.#tables = tables;
    this.#abilities = abilities;
    this.#changes = new StyleCache(tables, abilities);
  }

  forget(): void {
    this.col = -1;
    this.row = -1;
    this.#isStyleKnown = false;
    this.#link = '';
    this.#changes.clear();
  }

  /** No link stays open at the end of a frame: what others write then must not be part of it. */
  closeLink(): void {
    if (this.#link !== '') this.#switchLink('');
  }

  has(fg: number, bg: number, extended: number): boolean {
    return this.#isStyleKnown && fg === this.#fg && bg === this.#bg && extended === this.#extended && this.#link === this.#linkOf(extended);
  }

  style(fg: number, bg: number, extended: number): void {
    if (this.#isStyleKnown && fg === this.#fg && bg === this.#bg && extended === this.#extended && extended === 0) return;
    if (this.#isStyleKnown) this.out.ascii(this.#changes.change(this.#fg, this.#bg, this.#extended, fg, bg, extended));
    else this.out.ascii(styleFromUnknown(this.#changes.styleOf(fg, bg, extended), this.#abilities));
    this.#isStyleKnown = true;
    this.#fg = fg;
    this.#bg = bg;
    this.#extended = extended;
    const link = this.#linkOf(extended);
    if (link !== this.#link) this.#switchLink(link);
  }

  write(col: number, row: number, code: number, cols: number): void {
    this.moveTo(col, row);
    this.out.codePoint(code);
    // Beyond the last column terminals differ in where the cursor waits.
    this.col = col + 1 < cols ? col + 1 : -1;
  }

  /** ASCII from where the cursor is. */
  writeText(text: string): void {
    this.out.ascii(text);
    this.col += text.length;
  }

  /** A character of doubtful width: nothing is assumed about the cursor before it or after it. */
  writeAlone(col: number, row: number, text: string, eraseFirst: boolean): void {
    // A move also keeps the terminal from joining it to what was written before.
    if (this.col === col && this.row === row) this.col = -1;
    this.moveTo(col, row);
    if (eraseFirst) this.out.ascii('\x1b[2X');
    this.out.text(text);
    this.col = -1;
  }

  /** Empties cells from here on; the cursor stays. */
  erase(col: number, row: number, count: number): void {
    this.#erasable();
    this.moveTo(col, row);
    this.out.ascii(`\x1b[${count}X`);
  }

  eraseRest(col: number, row: number): void {
    this.#erasable();
    this.moveTo(col, row);
    this.out.ascii('\x1b[K');
  }

  scroll({top, bottom, by}: Scroll): void {
    this.#erasable();
    const lines = Math.abs(by) === 1 ? '' : Math.abs(by);
    this.out.ascii(`\x1b[${top + 1};${bottom + 1}r\x1b[${lines}${by > 0 ? 'S' : 'T'}\x1b[r`);
    // Setting margins sends the cursor home.
    this.col = 0;
    this.row = 0;
  }

  moveTo(col: number, row: number): void {
    if (this.col === col && this.row === row) return;
    this.out.ascii(cursorPath({x: this.col, y: this.row}, {x: col, y: row}));
    this.col = col;
    this.row = row;
  }

  /** Erased cells take the background, and in some terminals the inversion, that is set. */
  #erasable(): void {
    const isPlain = this.#isStyleKnown && (this.#bg & (MODE_MASK | COLOR_MASK)) === 0 && (this.#fg & FG_INVERSE) === 0 && this.#link === '';
    if (!isPlain) this.style(PLAIN.fg, PLAIN.bg, 0);
  }

  #linkOf(extended: number): string {
    return extended !== 0 && this.#abilities.hyperlinks ? this.#tables.extended(extended).link : '';
  }

  #switchLink(link: string): void {
    // The id makes one link of the parts on several lines.
    this.out.ascii(link === '' ? '\x1b]8;;\x1b\\' : `\x1b]8;id=${idOf(link)};${link}\x1b\\`);
    this.#link = link;
  }
}

/** Short and the same for the same target. */
function idOf(link: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < link.length; index++) hash = Math.imul(hash ^ link.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
