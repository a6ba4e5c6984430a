import {copyFileSync, existsSync, renameSync} from 'node:fs';
import {dirname} from 'node:path';
import {backupOf, FileJournal} from './file/file-journal.ts';
import {refuseNetworkFileSystem} from './file-system.ts';
import {type Journal, JournalError} from './journal.ts';

/**
 * Opens the journal of a project. A damaged one is set aside, never deleted, and replaced by the last backup; the notices say what that means.
 * Throws `JournalError`.
 */
export function openJournal(file: string): {journal: Journal; notices: string[]} {
  refuseNetworkFileSystem(dirname(file));
  try {
    return {journal: new FileJournal(file), notices: []};
  } catch (error) {
    if (!(error instanceof JournalError) || error.kind !== 'corrupt') throw error;
    const aside = setAside(file);
    const restored = restoreBackup(file);
    const journal = new FileJournal(file);
    const left = restored
      ? `the backup with ${journal.position()} events was put in its place; what came after it is lost`
      : 'there was no backup: the team begins anew';
    return {journal, notices: [`The journal was damaged (${error.message}). It was set aside as ${aside}; ${left}.`]};
  }
}

function setAside(file: string): string {
  const aside = `${file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  return aside;
}

/** False: there is none, or it is damaged as well. */
function restoreBackup(file: string): boolean {
  const backup = backupOf(file);
  if (!existsSync(backup)) return false;
  copyFileSync(backup, file);
  try {
    new FileJournal(file).close();
    return true;
  } catch {
    setAside(file);
    return false;
  }
}
