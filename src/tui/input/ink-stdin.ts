import {Readable} from 'node:stream';
import {encodeKey} from './encode-key.ts';
import {ALT, CTRL, ESCAPE, type KeyPress, LOCKS, SHIFT} from './key.ts';
import {cleanPaste, PASTE_END, PASTE_START} from './paste.ts';

/** Keys that nobody reads, because no component listens, are kept; more than this many are stale. */
const MOST_WAITING = 256;
const LEGACY = {applicationCursor: false, kittyKeyboard: 0};
const KITTY = {applicationCursor: false, kittyKeyboard: 1};

/**
 * The keyboard as Ink sees it. In object mode each `read()` gives one key: Ink takes what it reads at once as one input, and "jj" would be
 * no key that anybody has bound.
 */
export class InkStdin extends Readable {
  readonly isTTY = true;
  readonly isRaw = true;

  constructor() {
    super({objectMode: true, highWaterMark: MOST_WAITING});
  }

  typeKey(key: KeyPress): void {
    this.#give(encodeForInk(key));
  }

  /** To a component the end of a line is `\n`. */
  paste(text: string): void {
    this.#give(`${PASTE_START}${cleanPaste(text).replaceAll('\r', '\n')}${PASTE_END}`);
  }

  override _read(): void {
    // Keys come when they come.
  }

  /** Chunks are strings already; Readable would join those that wait. */
  override setEncoding(): this {
    return this;
  }

  /** The surface owns the terminal's modes. */
  setRawMode(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  #give(text: string): void {
    if (text !== '' && this.readableLength < MOST_WAITING) this.push(text);
  }
}

/** Ink 8 reads both encodings; the old one except where it would wait for more bytes: after ESC, `ESC [` and `ESC O`. */
function encodeForInk(key: KeyPress): string {
  const isEscape = key.kind === 'character' && key.code === ESCAPE;
  const modifiers = key.modifiers & ~LOCKS;
  const isPrefix =
    key.kind === 'character' &&
    (modifiers & (ALT | CTRL)) === ALT &&
    ['[', 'O'].includes(String.fromCodePoint((modifiers & SHIFT) !== 0 ? key.shifted : key.code));
  return encodeKey(key, isEscape || isPrefix ? KITTY : LEGACY);
}
