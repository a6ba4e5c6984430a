import {closeSync, openSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';

/**
 * Takes a lock that lives exactly as long as this process: an open exclusive transaction of an empty SQLite file, which is a lock of the
 * kernel's on that file. It cannot be left behind by `kill -9`, and needs no native add-on. `null`: another process has it.
 */
export function takeProcessLock(file: string): Disposable | null {
  // Created first with our own mode: SQLite would use the umask.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, {timeout: 0});
  try {
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) return null;
    throw error;
  }
  return {[Symbol.dispose]: () => database.close()};
}
