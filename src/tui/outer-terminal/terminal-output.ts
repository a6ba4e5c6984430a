import {closeSync, writeSync} from 'node:fs';
import {openTerminal} from './open-terminal.ts';

/** Delays between attempts while the terminal does not read: quick for a short stall, cheap for a long one. */
const FIRST_RETRY_MS = 2;
const LAST_RETRY_MS = 40;
/** How long leaving waits for a terminal that does not read. */
const FAREWELL_MS = 200;
const FAREWELL_STEP_MS = 5;

/**
 * Writes to the outer terminal without ever waiting for it. What it does not take now is kept and written later; until then the owner
 * makes no further frames, so that nothing piles up and what the terminal shows is known.
 */
export class TerminalOutput implements Disposable {
  readonly #fd: number;
  readonly #isOurs: boolean;
  readonly #onDrained: () => void;
  #rest: Buffer | null = null;
  #retry: NodeJS.Timeout | null = null;
  #retryMs = FIRST_RETRY_MS;
  #isClosed = false;

  /** `onDrained` is called when everything that was kept back has been written. */
  constructor(fd: number, onDrained: () => void) {
    const opened = openTerminal(fd);
    this.#fd = opened.fd;
    this.#isOurs = opened.isOurs;
    this.#onDrained = onDrained;
  }

  get isStalled(): boolean {
    return this.#rest !== null;
  }

  /** `bytes` stay the terminal's until it is no longer stalled. */
  write(bytes: Buffer): void {
    if (bytes.length === 0 || this.#isClosed) return;
    if (this.#rest) {
      this.#rest = Buffer.concat([this.#rest, bytes]);
      return;
    }
    this.#rest = this.#writeSome(bytes);
    if (this.#rest) this.#retryLater();
  }

  /** The last words: given up after a fifth of a second, a terminal that is not read must not keep the process alive. */
  writeLast(text: string): void {
    if (this.#isClosed) return;
    // What is left of a frame may begin inside a sequence: CAN ends it.
    let rest: Buffer | null = Buffer.from(this.#rest ? `\x18${text}` : text);
    this.#rest = null;
    this.#stopRetrying();
    for (let waited = 0; waited <= FAREWELL_MS; waited += FAREWELL_STEP_MS) {
      rest = this.#writeSome(rest);
      if (!rest) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FAREWELL_STEP_MS);
    }
  }

  [Symbol.dispose](): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopRetrying();
    if (this.#isOurs) closeSync(this.#fd);
  }

  /** Returns what the terminal did not take. */
  #writeSome(bytes: Buffer): Buffer | null {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
      return null;
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') return bytes.subarray(written);
      // The terminal is gone: its hang-up ends the process in its own way.
      if (code === 'EIO' || code === 'EPIPE' || code === 'ENXIO' || code === 'EBADF') return null;
      throw error;
    }
  }

  #retryLater(): void {
    this.#retry = setTimeout(() => {
      this.#retry = null;
      if (!this.#rest) return;
      const before = this.#rest.length;
      this.#rest = this.#writeSome(this.#rest);
      if (!this.#rest) {
        this.#retryMs = FIRST_RETRY_MS;
        this.#onDrained();
        return;
      }
      this.#retryMs = this.#rest.length < before ? FIRST_RETRY_MS : Math.min(this.#retryMs * 2, LAST_RETRY_MS);
      this.#retryLater();
    }, this.#retryMs);
  }

  #stopRetrying(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
  }
}
