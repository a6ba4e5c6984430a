import {openSync, renameSync, statSync, writeSync} from 'node:fs';

/** A file that has become as large as this is put aside at the next start. Bytes. */
const LARGEST = 1024 * 1024;

/** What happened to the host, for people. Written at once: the last lines before a crash are the ones that count. */
export class HostLog {
  readonly #fd: number;

  constructor(path: string) {
    if ((statSync(path, {throwIfNoEntry: false})?.size ?? 0) > LARGEST) renameSync(path, `${path}.1`);
    this.#fd = openSync(path, 'a', 0o600);
  }

  line(text: string): void {
    try {
      writeSync(this.#fd, `${new Date().toISOString()} ${text}\n`);
    } catch {
      // A full disk: nothing here may end because of its log.
    }
  }
}
