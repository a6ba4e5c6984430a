import {writeSync} from 'node:fs';

/** What a program that does not read may leave unread before further input is refused. Bytes. */
const MOST_QUEUED = 1024 * 1024;
/** The kernel's buffer of a pty takes 4 KB at a time. Bytes. */
const PIECE = 4096;
/** When that buffer is full: how long to wait before the next try, doubled up to the longest while nothing is taken. Milliseconds. */
const RETRY = 8;
const LONGEST_RETRY = 64;

interface Input {
  readonly bytes: Uint8Array;
  readonly written: () => void;
  readonly failed: (error: Error) => void;
}

/**
 * Writes input to a pty. node-pty's own queue is never used: it goes on writing to the number of a descriptor after its program has ended, and
 * the next pty may have got that number, so that keys for one session reached another.
 */
export class PtyWriter {
  readonly #fd: number;
  readonly #queue: Input[] = [];
  #queued = 0;
  #timer: NodeJS.Timeout | null = null;
  #retry = RETRY;
  #closed = false;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** Resolves when the pty has taken all of it. Rejects when its program ended first, or does not read. */
  write(bytes: Uint8Array): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('The program has ended.'));
    if (this.#queued + bytes.length > MOST_QUEUED) {
      return Promise.reject(
        new Error(`The program does not read its input: ${this.#queued} bytes wait already, ${bytes.length} more were refused.`),
      );
    }
    return new Promise((written, failed) => {
      this.#queue.push({bytes, written, failed});
      this.#queued += bytes.length;
      if (!this.#timer) this.#flush();
    });
  }

  /** Has to be called before the descriptor is closed: from then on its number may belong to another pty. */
  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const {failed} of this.#queue.splice(0)) failed(new Error('The program has ended.'));
    this.#queued = 0;
  }

  #flush(): void {
    this.#timer = null;
    for (let input = this.#queue[0]; input; input = this.#queue[0]) {
      const taken = this.#writePiece(input.bytes);
      if (taken === null) return;
      this.#queued -= taken;
      if (taken < input.bytes.length) {
        this.#queue[0] = {...input, bytes: input.bytes.subarray(taken)};
        continue;
      }
      this.#queue.shift();
      input.written();
    }
  }

  /** Bytes taken; `null` when the pty takes none now and a retry is set, or when it is gone. */
  #writePiece(bytes: Uint8Array): number | null {
    if (bytes.length === 0) return 0;
    try {
      const taken = writeSync(this.#fd, bytes, 0, Math.min(bytes.length, PIECE));
      this.#retry = RETRY;
      return taken;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
        this.#timer = setTimeout(() => this.#flush(), this.#retry);
        this.#retry = Math.min(2 * this.#retry, LONGEST_RETRY);
      } else {
        this.close();
      }
      return null;
    }
  }
}
