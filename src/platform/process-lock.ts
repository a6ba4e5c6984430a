import {closeSync, openSync} from 'node:fs';
import process from 'node:process';
import {DatabaseSync} from 'node:sqlite';
import {isSameFile, type KeptFile, keptFile} from './kept-file.ts';
import {holderFile, lastHolder} from './lock-holder.ts';
import {isAlive, type ProcessIdentity, startTimeOf} from './process-identity.ts';
import {replaceFile} from './write-file.ts';

/**
 * A lock that lives exactly as long as this process: an open exclusive transaction of an empty SQLite file, which is a lock of the kernel's
 * on that file. It cannot be left behind by `kill -9`, and needs no native add-on.
 */
export class ProcessLock implements Disposable {
  readonly #file: string;
  #database: DatabaseSync;
  #kept: KeptFile | null;

  private constructor(file: string, database: DatabaseSync) {
    this.#file = file;
    this.#database = database;
    this.#kept = keptFile(file);
    nameHolder(file);
  }

  /** `null`: another process has it. */
  static take(file: string): ProcessLock | null {
    const database = lock(file);
    return database && new ProcessLock(file, database);
  }

  /** False: the file was deleted or replaced, and another process could take the lock that stands there now. */
  get stands(): boolean {
    return isSameFile(this.#file, this.#kept);
  }

  /** Takes the lock of the file that is there now, where this one's was deleted. False: another process was quicker. */
  retake(): boolean {
    if (this.stands) return true;
    const database = lock(this.#file);
    if (!database) return false;
    this.#database.close();
    this.#database = database;
    this.#kept = keptFile(this.#file);
    nameHolder(this.#file);
    return true;
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function lock(file: string): DatabaseSync | null {
  // Created first with our own mode: SQLite would use the umask.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, {timeout: 0});
  try {
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) return null;
    throw error;
  }
}

/** For people, and for ending a process that does not answer. Who has the lock is decided by the lock alone. */
function nameHolder(file: string): void {
  try {
    replaceFile(holderFile(file), JSON.stringify({pid: process.pid, startTime: startTimeOf(process.pid)}), 0o600);
  } catch {
    // A full disk: the lock is held all the same.
  }
}

/** The living process that said last that it has the lock. `null`: there is none, or it could not say so. */
export function holderOf(file: string): ProcessIdentity | null {
  const holder = lastHolder(file);
  return holder && isAlive(holder) ? holder : null;
}
