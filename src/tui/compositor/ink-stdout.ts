import {Writable} from 'node:stream';

/**
 * What Ink writes besides frames in its debug mode: switching modes when hooks come and go, nothing at all to wait for its own writes, and
 * the end of the last line when it is unmounted.
 */
const NO_FRAME = /^(?:(?:\x1b\[[?><=]?[\d;]*[hlu])*|\n)$/;

/** The terminal as Ink sees it. With `debug: true` each write is one whole frame. */
export class InkStdout extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly #onFrame: (frame: string) => void;

  constructor(columns: number, rows: number, onFrame: (frame: string) => void) {
    super({decodeStrings: false});
    this.columns = columns;
    this.rows = rows;
    this.#onFrame = onFrame;
    // Every component that follows the size listens.
    this.setMaxListeners(0);
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    const text = String(chunk);
    if (!NO_FRAME.test(text)) this.#onFrame(text);
    done();
  }
}
