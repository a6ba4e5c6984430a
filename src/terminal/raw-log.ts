import {mkdirSync} from 'node:fs';
import {type FileHandle, open, rename} from 'node:fs/promises';
import {dirname} from 'node:path';

/** How long output is collected before it is written: one write for many chunks. Milliseconds. */
const COLLECT = 50;
/** A file that has become as large as this is put aside; one older file is kept. Bytes. */
const LARGEST = 16 * 1024 * 1024;
/** What waits for a disk that does not keep up; beyond, output is left out and the gap is marked. Bytes. */
const MOST_PENDING = 8 * 1024 * 1024;

/**
 * All output of a terminal as it came, for what is older than the emulator's lines. Written behind the terminal's back: a slow or a full disk
 * holds up nobody.
 */
export class RawLog {
  readonly #path: string;
  readonly #largest: number;
  readonly #report: (problem: string) => void;
  #pending: Uint8Array[] = [];
  #size = 0;
  #leftOut = 0;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #file: FileHandle | null = null;
  #written = 0;
  #failed = false;

  constructor(path: string, report: (problem: string) => void, largest = LARGEST) {
    this.#path = path;
    this.#report = report;
    this.#largest = largest;
  }

  append(chunk: Uint8Array): void {
    if (this.#size + chunk.length > MOST_PENDING) {
      this.#leftOut += chunk.length;
      return;
    }
    this.#pending.push(chunk);
    this.#size += chunk.length;
    this.#timer ??= setTimeout(() => void this.flush(), COLLECT);
  }

  /** Resolves when everything so far is with the operating system (or was given up). */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#writePending());
    return this.#writing;
  }

  /** What is appended afterwards opens it again. */
  async close(): Promise<void> {
    await this.flush();
    await this.#closeFile();
  }

  async #writePending(): Promise<void> {
    const chunks = this.#pending;
    if (chunks.length === 0) return;
    if (this.#leftOut > 0) chunks.push(Buffer.from(`\r\n[${this.#leftOut} bytes of output were not kept: the disk did not keep up]\r\n`));
    this.#pending = [];
    this.#size = 0;
    this.#leftOut = 0;
    try {
      const file = this.#file ?? (await this.#open());
      const {bytesWritten} = await file.writev(chunks);
      this.#written += bytesWritten;
      this.#failed = false;
      if (this.#written >= this.#largest) await this.#rotate();
    } catch (error) {
      // Once, not for every chunk of a full disk.
      if (!this.#failed) this.#report(`Output is not kept in ${this.#path}: ${error instanceof Error ? error.message : error}`);
      this.#failed = true;
      await this.#closeFile();
    }
  }

  async #open(): Promise<FileHandle> {
    mkdirSync(dirname(this.#path), {recursive: true, mode: 0o700});
    this.#file = await open(this.#path, 'a', 0o600);
    this.#written = (await this.#file.stat()).size;
    return this.#file;
  }

  async #rotate(): Promise<void> {
    await this.#closeFile();
    await rename(this.#path, `${this.#path}.1`);
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close().catch(() => {});
  }
}
