/** Opens the database and says what its errors mean. */
import {accessSync, closeSync, constants, existsSync, openSync, statfsSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {JournalError} from '../journal.ts';
import {isCheckDue, noteCheck} from './check-due.ts';
import {retryWhileLocked} from './retry.ts';
import {migrate} from './schema.ts';

const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;

/** The first SQLite without a bug that could corrupt a database whose write-ahead log two connections write at once. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** Unchecked, damage is found where it is met: looking through all of it takes longer than a single command. */
export function openDatabase(file: string, checked = true): DatabaseSync {
  requireSqlite(process.versions.sqlite ?? '0');
  // Created first with our own mode: SQLite would use the umask, and its -wal and -shm take the mode of the database. Never opened beside SQLite:
  // closing any descriptor of a file gives up all locks that this process has on it.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  let database: DatabaseSync | null = null;
  try {
    // SQLite's own way of waiting for a lock starves some writers for seconds: ours is fair.
    const opened = new DatabaseSync(file, {timeout: 0});
    database = opened;
    // Another process may be opening it, too, or mending it after a crash.
    retryWhileLocked(() => {
      // FULL: an answered command survives a power cut, not only a crash. The limit: what a burst of events made of the log does not stay.
      opened.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 16777216',
      );
      if (checked && isCheckDue(file)) checkIntegrity(opened, file);
      migrate(opened, file);
    });
    return opened;
  } catch (error) {
    database?.close();
    throw toJournalError(error, file);
  }
}

export function requireSqlite(version: string): void {
  const parts = version.split('.').map(Number);
  const older = OLDEST_SQLITE.map((part, index) => (parts[index] ?? 0) - part).find((difference) => difference !== 0) ?? 0;
  if (older < 0) {
    throw new JournalError(
      'old-sqlite',
      `This Node (${process.version}) carries SQLite ${version}, which can corrupt a database that two processes write.`,
      'Use Node 24.15 or newer, or 22.22.3 or newer of 22.',
    );
  }
}

/** Reads the whole file: a millisecond for half a megabyte. */
export function checkIntegrity(database: DatabaseSync, file: string): void {
  const [row] = database.prepare('PRAGMA quick_check(1)').all() as {quick_check: string}[];
  if (row?.quick_check !== 'ok') throw corrupt(file, row?.quick_check);
  noteCheck(file);
}

const corrupt = (file: string, detail: unknown, cause?: unknown): JournalError =>
  new JournalError('corrupt', `The journal ${file} is damaged: ${detail}.`, 'It is set aside at the next start of the team.', cause);

/** With less room than this on the disk, a write that failed did so for want of it. Bytes. */
const NO_ROOM = 64 * 1024;

/** What an error of SQLite means for us, by its primary result code. Other errors are somebody's mistake, and are left as they are. */
export function toJournalError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  const {message} = error;
  const code = error.errcode & 0xff;
  // Of its shared memory SQLite only says "disk I/O error".
  switch (code === SQLITE_IOERR && isOutOfRoom(file) ? SQLITE_FULL : code) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return new JournalError(
        'busy',
        `Another process kept the journal ${file} locked for too long.`,
        'Try again; find the process with: fuser -v FILE',
        error,
      );
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return corrupt(file, message, error);
    case SQLITE_FULL:
      return new JournalError(
        'full',
        `The disk is full: the journal ${file} cannot grow. Nothing was changed.`,
        'Free some space, then try again.',
        error,
      );
    default:
      return new JournalError(
        'io',
        `The journal ${file} cannot be read or written: ${whyNotWritable(file) ?? message}.`,
        'Check the disk and the permissions of .harmony/run.',
        error,
      );
  }
}

/** Of a disk that is read-only SQLite says "unable to open database file", as of any other trouble. `null`: it can be written. */
function whyNotWritable(file: string): string | null {
  try {
    accessSync(dirname(file), constants.W_OK);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS' ? 'its disk is read-only' : error instanceof Error ? error.message : null;
  }
}

function isOutOfRoom(file: string): boolean {
  try {
    const {bavail, bsize} = statfsSync(dirname(file));
    return bavail * bsize < NO_ROOM;
  } catch {
    return false;
  }
}
