/** The one file that knows xterm.js. */
import {UnicodeGraphemesAddon} from '@xterm/addon-unicode-graphemes';
import {Terminal} from '@xterm/headless';
import {CELL_WORDS} from '../protocol/cells.ts';
import type {CursorState, PaneModes} from '../protocol/terminal.ts';
import {CellTables} from './cell-tables.ts';
import {internalsOf} from './emulator-internals.ts';
import {readLine} from './emulator-lines.ts';
import {KittyKeyboard} from './kitty-keyboard.ts';
import {answerQueries} from './queries.ts';

/** Deeper history costs 2.4 KB a line and terminal. */
const SCROLLBACK = 1_000;

export interface EmulatorListeners {
  /** The terminal's own answers to the program's questions. */
  readonly onReply: (bytes: Buffer) => void;
  readonly onTitle: (title: string) => void;
  readonly onBell: () => void;
  readonly onNotice: (text: string) => void;
}

/** What a terminal shows, from the bytes that its program writes. Parses at once, inside of `feed`: there is no queue to grow. */
export class Emulator {
  readonly tables = new CellTables();
  readonly #terminal: Terminal;
  readonly #kitty: KittyKeyboard;
  #cursorStyle = 0;

  constructor(cols: number, rows: number, listeners: EmulatorListeners) {
    this.#terminal = new Terminal({cols, rows, scrollback: SCROLLBACK, allowProposedApi: true});
    this.#terminal.loadAddon(new UnicodeGraphemesAddon());
    const reply = (text: string): void => {
      if (text !== '') listeners.onReply(Buffer.from(text));
    };
    this.#terminal.onData(reply);
    this.#terminal.onTitleChange(listeners.onTitle);
    this.#terminal.onBell(listeners.onBell);
    this.#kitty = new KittyKeyboard(this.#terminal, reply);
    answerQueries(this.#terminal, reply, listeners.onNotice);
    this.#terminal.parser.registerCsiHandler({intermediates: ' ', final: 'q'}, ([style]) => {
      this.#cursorStyle = Number(style ?? 0);
      return false;
    });
  }

  get cols(): number {
    return this.#terminal.cols;
  }

  get rows(): number {
    return this.#terminal.rows;
  }

  /** Lines above the live screen. */
  get scrollback(): number {
    return this.#terminal.buffer.active.baseY;
  }

  /** The program is in the middle of drawing a frame (DEC 2026). */
  get synchronizing(): boolean {
    return this.#terminal.modes.synchronizedOutputMode;
  }

  get cursor(): CursorState {
    const {cursorX, cursorY} = this.#terminal.buffer.active;
    return {
      // After the last column is written xterm's cursor stands beyond it; a terminal shows it on it.
      x: Math.min(cursorX, this.cols - 1),
      y: cursorY,
      visible: !internalsOf(this.#terminal).cursorHidden(),
      style: this.#cursorStyle,
    };
  }

  get modes(): PaneModes {
    const {modes} = this.#terminal;
    return {
      applicationCursor: modes.applicationCursorKeysMode,
      applicationKeypad: modes.applicationKeypadMode,
      bracketedPaste: modes.bracketedPasteMode,
      focusEvents: modes.sendFocusMode,
      mouse: modes.mouseTrackingMode,
      mouseEncoding: internalsOf(this.#terminal).sgrMouse() ? 'sgr' : 'default',
      alternateScreen: this.#terminal.buffer.active.type === 'alternate',
      kittyKeyboard: this.#kitty.flags,
    };
  }

  feed(bytes: Uint8Array): void {
    // After (empty) user input xterm parses the next write inside of the call instead of from a timer.
    this.#terminal.input('', true);
    this.#terminal.write(bytes);
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows);
  }

  /** Cells of the line `top + row`, where line 0 is the oldest of the history. `into` holds a whole row, from `offset` in words. */
  readRow(line: number, into: Uint32Array, offset: number): void {
    readLine(this.#terminal, this.tables, line, into.subarray(offset, offset + this.cols * CELL_WORDS));
  }

  /** For the next incarnation: modes off, the main screen, and what is on it pushed up into the history. */
  startAnew(): void {
    const {rows} = this;
    this.feed(
      Buffer.from(
        `\u001b[?1049l\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l\u001b[?1004l\u001b[?2004l\u001b[?2026l\u001b[!p\u001b[r\u001b[0m`,
      ),
    );
    this.#kitty.reset();
    const {active} = this.#terminal.buffer;
    let last = rows - 1;
    while (last >= 0 && (active.getLine(active.baseY + last)?.translateToString(true) ?? '') === '') last--;
    this.feed(Buffer.from(`\u001b[${rows};1H${'\n'.repeat(last + 1)}\u001b[H`));
    this.#cursorStyle = 0;
  }
}
