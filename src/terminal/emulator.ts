/** The one file that knows xterm.js. */

import {type IBufferCell, type IMarker, Terminal} from '@xterm/headless';
import type {CursorState, PaneModes} from '../protocol/terminal.ts';
import {plain} from './announcements.ts';
import {CellTables} from './cell-tables.ts';
import {type Internals, internalsOf} from './emulator-internals.ts';
import {readLine, readPublicLine} from './emulator-lines.ts';
import {UnicodeGraphemesAddon} from './graphemes-addon.ts';
import {KittyKeyboard} from './kitty-keyboard.ts';
import {answerQueries} from './queries.ts';

export type Xterm = Terminal;
export type XtermCell = IBufferCell;

/** Deeper history costs 2.4 KB a line and terminal. */
const SCROLLBACK = 1_000;

/** Ends what an ended program was in the middle of, and everything that it had switched on; the screen and its history stay. */
const ALL_OFF =
  '\u0018\u001b[?1049l\u001b[?1003l\u001b[?1006l\u001b[?1004l\u001b[?2004l\u001b[?2026l\u001b[!p\u001b[r\u001b[0m\u001b]8;;\u001b\\';

export interface EmulatorListeners {
  /** The terminal's own answers to the program's questions. */
  readonly onReply: (bytes: Buffer) => void;
  readonly onTitle: (title: string) => void;
  readonly onBell: () => void;
  readonly onNotice: (text: string) => void;
  /** The emulator failed at these bytes and was replaced by an empty one. */
  readonly onFailure: (error: unknown) => void;
}

/** A line that is followed while others come and go; -1 when it fell off the end of the history. */
export type LineAnchor = Pick<IMarker, 'line' | 'dispose'>;

/** What a terminal shows, from the bytes that its program writes. Parses at once, inside of `feed`: there is no queue to grow. */
export class Emulator {
  readonly tables = new CellTables();
  readonly #listeners: EmulatorListeners;
  #xterm: Xterm;
  #internals: Internals;
  #kitty: KittyKeyboard;
  #cursorStyle = 0;

  constructor(cols: number, rows: number, listeners: EmulatorListeners) {
    this.#listeners = listeners;
    this.#xterm = this.#create(cols, rows);
    this.#internals = internalsOf(this.#xterm);
    this.#kitty = new KittyKeyboard(this.#xterm, this.#reply);
  }

  get cols(): number {
    return this.#xterm.cols;
  }

  get rows(): number {
    return this.#xterm.rows;
  }

  /** Lines above the live screen. */
  get scrollback(): number {
    return this.#xterm.buffer.active.baseY;
  }

  /** The program is in the middle of drawing a frame (DEC 2026). */
  get synchronizing(): boolean {
    return this.#xterm.modes.synchronizedOutputMode;
  }

  get cursor(): CursorState {
    const {cursorX, cursorY} = this.#xterm.buffer.active;
    return {
      // After the last column is written xterm's cursor stands beyond it; a terminal shows it on it.
      x: Math.min(cursorX, this.cols - 1),
      y: cursorY,
      visible: !this.#internals.cursorHidden(),
      style: this.#cursorStyle,
    };
  }

  get modes(): PaneModes {
    const {modes} = this.#xterm;
    return {
      applicationCursor: modes.applicationCursorKeysMode,
      applicationKeypad: modes.applicationKeypadMode,
      bracketedPaste: modes.bracketedPasteMode,
      focusEvents: modes.sendFocusMode,
      mouse: modes.mouseTrackingMode,
      mouseEncoding: this.#internals.sgrMouse() ? 'sgr' : 'default',
      alternateScreen: this.#xterm.buffer.active.type === 'alternate',
      kittyKeyboard: this.#kitty.flags,
    };
  }

  feed(bytes: Uint8Array | string): void {
    try {
      // After (empty) user input xterm parses the next write inside of the call instead of from a timer.
      this.#xterm.input('', true);
      this.#xterm.write(bytes);
    } catch (error) {
      // It would take no byte any more. The program goes on, and draws its screen anew when it is resized or asked to.
      const {cols, rows} = this;
      this.#xterm = this.#create(cols, rows);
      this.#internals = internalsOf(this.#xterm);
      this.#kitty = new KittyKeyboard(this.#xterm, this.#reply);
      this.#listeners.onFailure(error);
    }
  }

  resize(cols: number, rows: number): void {
    this.#xterm.resize(cols, rows);
  }

  /** Cells of a whole line, where line 0 is the oldest of the history, and `scrollback` the first of the live screen. */
  readRow(line: number, into: Uint32Array): void {
    readLine(this.#xterm, this.#internals, this.tables, line, into);
  }

  /** The same by the public interface alone: what is read when the inside of xterm.js is not the known one. */
  readRowPublicly(line: number, into: Uint32Array): void {
    readPublicLine(this.#xterm, this.tables, line, into);
  }

  /** The same line as the emulator keeps it, for a quick comparison; `null` where that is not known. */
  ownWords(line: number): Uint32Array | null {
    return this.#internals.line(line)?._data ?? null;
  }

  /** Follows a line of the main screen and its history; `null` on the alternate screen, which has none. */
  anchor(line: number): LineAnchor | null {
    const {baseY, cursorY} = this.#xterm.buffer.active;
    return this.#xterm.registerMarker(line - baseY - cursorY) ?? null;
  }

  /** For the next incarnation: modes off, the main screen, and what is on it pushed up into the history. */
  startAnew(): void {
    this.feed(ALL_OFF);
    this.#kitty.reset();
    this.#cursorStyle = 0;
    const {active} = this.#xterm.buffer;
    let used = this.rows;
    while (used > 0 && (active.getLine(active.baseY + used - 1)?.translateToString(true) ?? '') === '') used--;
    this.feed(`\u001b[${this.rows};1H${'\n'.repeat(used)}\u001b[H`);
  }

  readonly #reply = (text: string): void => {
    if (text !== '') this.#listeners.onReply(Buffer.from(text));
  };

  #create(cols: number, rows: number): Xterm {
    const xterm = new Terminal({
      cols,
      rows,
      scrollback: SCROLLBACK,
      allowProposedApi: true,
      logLevel: 'off',
      // What is not allowed here does not reach our own answers either.
      windowOptions: {getWinSizePixels: true, getCellSizePixels: true, getWinSizeChars: true, pushTitle: true, popTitle: true},
    });
    // Without it an emoji shifts everything to its right.
    xterm.loadAddon(new UnicodeGraphemesAddon());
    xterm.onData(this.#reply);
    xterm.onTitleChange((title) => this.#listeners.onTitle(plain(title)));
    xterm.onBell(this.#listeners.onBell);
    answerQueries(xterm, this.#reply, this.#listeners.onNotice);
    xterm.parser.registerCsiHandler({intermediates: ' ', final: 'q'}, ([style]) => {
      this.#cursorStyle = Number(style ?? 0);
      return false;
    });
    const resetCursorStyle = (): boolean => {
      this.#cursorStyle = 0;
      return false;
    };
    xterm.parser.registerEscHandler({final: 'c'}, resetCursorStyle);
    xterm.parser.registerCsiHandler({intermediates: '!', final: 'p'}, resetCursorStyle);
    return xterm;
  }
}
