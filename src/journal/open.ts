import {mkdirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {backupTime} from './file/backup.ts';
import {FileJournal} from './file/file-journal.ts';
import {refuseNetworkFileSystem} from './file-system.ts';
import {finishRestoration, isGone, restoreJournal, tryOpening} from './restore.ts';

/** A broken disk may take away what happened since the last backup. The upkeep of a running team makes one every hour, too. Milliseconds. */
const BACKUP_AGE = 60 * 60_000;
/** Copied in some 50 ms. A larger one is left to the upkeep, which keeps nobody waiting. Bytes. */
const QUICKLY_COPIED = 16 * 1024 * 1024;

/** Leaves a backup behind when it is closed, where something has happened since it was opened. */
class BackedUpJournal extends FileJournal {
  readonly #begun: number;
  #closed = false;

  constructor(file: string) {
    super(file);
    this.#begun = this.position();
  }

  override close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      // Where another journal lies at the path by now, the backup is that one's.
      if (this.stands && this.position() !== this.#begun) this.backUp();
    } catch {
      // The last backup stays, and closing must go through: whoever wrote on such a disk was told.
    } finally {
      super.close();
    }
  }
}

/**
 * Opens the journal of a project. A damaged one is set aside, never deleted, and put together again; the notices say what is lost. A small one is
 * backed up now, where that was not done for an hour, and any when it is closed. Throws `JournalError`.
 */
export function openJournal(file: string): {journal: FileJournal; notices: string[]} {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  refuseNetworkFileSystem(dirname(file));
  const {journal, notices} = openOrRestore(file);
  const last = backupTime(file);
  if (journal.position() > 0 && statSync(file).size <= QUICKLY_COPIED && (last === null || Date.now() - last > BACKUP_AGE))
    notices.push(...backUp(journal));
  return {journal, notices};
}

function openOrRestore(file: string): {journal: FileJournal; notices: string[]} {
  finishRestoration(file);
  const opened = isGone(file) ? {problem: 'it is empty or gone'} : tryOpening(file, BackedUpJournal);
  if ('journal' in opened) return {journal: opened.journal, notices: []};
  const told = restoreJournal(file, opened.problem);
  return {journal: new BackedUpJournal(file), notices: [told]};
}

/** What went wrong with it: a team must start and end on a full disk, too. */
function backUp(journal: FileJournal): string[] {
  try {
    journal.backUp();
    return [];
  } catch (error) {
    return [`The journal was not backed up: ${error instanceof Error ? error.message : error}`];
  }
}
