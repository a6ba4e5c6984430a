import type {WriteStream} from 'node:tty';

export interface LivePart {
  readonly lines: readonly string[];
  /** Where the cursor stands, counted from the first line; `null` hides it. */
  readonly cursor: {readonly row: number; readonly column: number} | null;
}

/**
 * Writes a transcript that scrolls, and below it a part that is drawn again and again. Every line is shorter than the terminal is wide, so that one
 * line is one row and the painter knows where it stands.
 */
export class Painter {
  readonly #out: WriteStream;
  /** Row of the cursor within the live part that was drawn last. */
  #cursorRow = 0;
  #last = '';

  constructor(out: WriteStream) {
    this.#out = out;
  }

  /** Usable columns: the last one stays free. */
  get width(): number {
    return Math.max((this.#out.columns || Number(process.env.COLUMNS) || 80) - 1, 8);
  }

  get rows(): number {
    return Math.max(this.#out.rows || Number(process.env.LINES) || 24, 2);
  }

  /** Adds lines to the transcript for good and draws the live part below them. Nothing is written when nothing has changed. */
  draw(settled: readonly string[], live: LivePart): void {
    // Above the top of the screen nothing can be drawn again: only what fits below it is.
    const lines = live.lines.slice(-(this.rows - 1));
    const row = live.cursor ? live.cursor.row - (live.lines.length - lines.length) : lines.length - 1;
    const cursor = live.cursor && row >= 0 ? `\r\x1b[${live.cursor.column}C\x1b[?25h` : '\x1b[?25l';
    const at = Math.max(row, 0);
    const up = lines.length - 1 - at;
    const body = `${lines.join('\r\n')}${up > 0 ? `\x1b[${up}A` : ''}${cursor}`;
    if (settled.length === 0 && body === this.#last) return;
    const back = this.#cursorRow > 0 ? `\x1b[${this.#cursorRow}A` : '';
    this.#write(`\r${back}\x1b[J${settled.map((line) => `${line}\r\n`).join('')}${body}`);
    this.#cursorRow = at;
    this.#last = body;
  }

  /** Blank screen, no scrollback: everything is about to be drawn again at another width. */
  clear(): void {
    this.#write('\x1b[2J\x1b[3J\x1b[H');
    this.#cursorRow = 0;
    this.#last = '';
  }

  title(text: string): void {
    this.#write(`\x1b]2;${text}\x07`);
  }

  /** Bracketed paste on, so that a pasted line break does not submit. */
  open(): void {
    this.#write('\x1b[?2004h');
  }

  close(): void {
    this.#write('\r\n\x1b[?2004l\x1b[?25h');
  }

  #write(text: string): void {
    this.#out.write(`\x1b[?2026h${text}\x1b[?2026l`);
  }
}
