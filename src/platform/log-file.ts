import {closeSync, openSync, renameSync, statSync, writeSync} from 'node:fs';
import {isSameFile, type KeptFile, keptFile} from './kept-file.ts';

/** A file that has become as large as this is put aside when it is opened. Bytes. */
const LARGEST = 1024 * 1024;

/** What happened to a process, for people. Written at once: the last lines before a crash are the ones that count. */
export class LogFile {
  readonly #path: string;
  #fd: number | null = null;
  #kept: KeptFile | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  line(text: string): void {
    try {
      writeSync(this.#open(), `${new Date().toISOString()} ${text}\n`);
    } catch {
      // A full disk, or no folder: nothing may end because of its log.
    }
  }

  /** Again, where somebody deleted it. */
  #open(): number {
    if (this.#fd !== null && isSameFile(this.#path, this.#kept)) return this.#fd;
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
    if ((statSync(this.#path, {throwIfNoEntry: false})?.size ?? 0) > LARGEST) renameSync(this.#path, `${this.#path}.1`);
    this.#fd = openSync(this.#path, 'a', 0o600);
    this.#kept = keptFile(this.#path);
    return this.#fd;
  }
}
