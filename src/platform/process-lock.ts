import {closeSync, openSync, readFileSync, statSync} from 'node:fs';
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

/** Whoever shares a lock does so for the milliseconds of one command; one that was stopped has to be told of. Milliseconds. */
const LONGEST_SHARING = 10_000;
/** Takes part in the lock: SQLite keeps the kernel's lock for reading until the transaction ends. */
const SHARE = 'BEGIN; SELECT 1 FROM sqlite_master';

/**
 * Keeps the lock from being taken for as long as it is shared, together with any number of others. `null`: a process has it, or is next to have it.
 */
export function shareLock(file: string): Disposable | null {
  createLock(file);
  const database = new DatabaseSync(file, {timeout: 0, readOnly: true});
  if (tryLocking(database, SHARE)) return {[Symbol.dispose]: () => database.close()};
  database.close();
  return null;
}

function lock(file: string): DatabaseSync | null {
  createLock(file);
  const database = new DatabaseSync(file, {timeout: 0});
  try {
    const exclusive = 'PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE';
    if (tryLocking(database, exclusive)) return database;
    if (tryLocking(database, SHARE)) {
      // It is only shared. While this one waits, SQLite lets nobody else begin to share it: they all end soon.
      database.exec(`COMMIT; PRAGMA busy_timeout = ${LONGEST_SHARING}`);
      if (tryLocking(database, exclusive)) return database;
      if (tryLocking(database, SHARE)) throw sharedTooLong(file);
    }
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return null;
}

/** Before SQLite, which would use the umask: with our own mode. */
const createLock = (file: string): void => closeSync(openSync(file, 'a', 0o600));

function tryLocking(database: DatabaseSync, statements: string): boolean {
  try {
    database.exec(statements);
    return true;
  } catch (error) {
    if (error instanceof Error && /locked|busy/i.test(error.message)) return false;
    throw error;
  }
}

function sharedTooLong(file: string): Error {
  const pids = sharersOf(file);
  const who = pids.length > 0 ? ` (pid ${pids.join(', ')})` : '';
  return new Error(
    `${file} is kept by a command that does not end${who}: it was stopped, or hangs. Continue it (kill -CONT PID), or end it.`,
  );
}

/** Linux only; elsewhere nobody tells. */
function sharersOf(file: string): number[] {
  try {
    const {ino} = statSync(file);
    const lines = readFileSync('/proc/locks', 'utf8').split('\n');
    const pids = lines.map((line) => line.trim().split(/\s+/)).filter((words) => words[3] === 'READ' && words[5]?.endsWith(`:${ino}`));
    return [...new Set(pids.map((words) => Number(words[4])))].filter((pid) => pid !== process.pid);
  } catch {
    return [];
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
