import {chmodSync, copyFileSync, existsSync, renameSync, rmSync, statSync} from 'node:fs';
import {Archive, archiveFolderOf} from './archive/archive.ts';
import {backupOf} from './file/backup.ts';
import {FileJournal} from './file/file-journal.ts';
import {JournalError} from './journal.ts';
import {raiseFences} from './raise-fences.ts';
import {type Salvaged, salvageRows} from './salvage.ts';

/** Where the parts of a restored journal came from. Numbers of events. */
interface Parts {
  readonly backup: number;
  readonly archive: number;
  readonly salvaged: Salvaged;
  /** Its last position. */
  readonly end: number;
}

/** SQLite takes an empty file for a new database; with a backup or an archive beside it, it was none. */
export const isGone = (file: string): boolean =>
  (!existsSync(file) || statSync(file).size === 0) && (existsSync(backupOf(file)) || new Archive(archiveFolderOf(file)).lastPosition() > 0);

export function tryOpening(file: string, kind: typeof FileJournal): {journal: FileJournal} | {problem: string} {
  try {
    return {journal: new kind(file)};
  } catch (error) {
    if (!(error instanceof JournalError) || error.kind !== 'corrupt') throw error;
    return {problem: error.cause instanceof Error ? error.cause.message : error.message};
  }
}

const restoredOf = (file: string): string => `${file}.restored`;

/** Brings a restoration to its end that was cut off when the damaged journal was set aside and the new one not yet in its place. */
export function finishRestoration(file: string): void {
  if (existsSync(file) || !existsSync(restoredOf(file))) return;
  // The damaged one's log would be taken for the new one's.
  setAside(file);
  renameSync(restoredOf(file), file);
}

/**
 * Makes a journal of the last backup, what the archive has beyond it, and the rows after that which can still be read, and puts it in the place of the
 * damaged one, which is set aside. Says where it comes from and what is lost.
 */
export function restoreJournal(file: string, problem: string): string {
  // Beside its place first: a journal that was restored is never seen without its fences raised, wherever this is cut off.
  const unfinished = `${file}.restoring`;
  const journal = openBackup(file, unfinished) ?? openEmpty(unfinished);
  const backup = journal.position();
  const archive = takeFromArchive(journal, new Archive(archiveFolderOf(file)));
  const salvaged = salvageRows(file, journal);
  const end = journal.position();
  raiseFences(journal);
  journal.close();
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, restoredOf(file));
  const aside = setAside(file);
  renameSync(restoredOf(file), file);
  const where = aside === null ? '' : ` It was set aside as ${aside}.`;
  return `The journal ${file} was damaged (${problem}).${where} ${describe({backup, archive, salvaged, end})}`;
}

function describe({backup, archive, salvaged, end}: Parts): string {
  const parts = [
    backup > 0 ? `the backup with ${backup} events` : null,
    archive > 0 ? `the archive up to position ${archive}` : null,
    salvaged.rows > 0 ? `${salvaged.rows} events that could be read from the damaged file` : null,
  ].filter((part) => part !== null);
  const noBackup = backup > 0 ? '' : 'There was no usable backup. ';
  if (end === 0) return `${noBackup}The team begins anew, and all that it had done is lost.`;
  const made = `${noBackup}It was made again of ${parts.join(', ')}.`;
  if (salvaged.last === null) return `${made} What came after position ${end} is lost; how much that was cannot be told.`;
  if (salvaged.last > end) return `${made} The events ${end + 1} to ${salvaged.last} are lost.`;
  return `${made} No event is known to be lost.`;
}

/** `null`: there was nothing. */
function setAside(file: string): string | null {
  const aside = `${file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  const there = ['', '-wal', '-shm'].filter((suffix) => existsSync(file + suffix));
  for (const suffix of there) renameSync(file + suffix, aside + suffix);
  return there.length > 0 ? aside : null;
}

/** `null`: there is no backup, or it is damaged as well. */
function openBackup(file: string, unfinished: string): FileJournal | null {
  removeDatabase(unfinished);
  if (!existsSync(backupOf(file))) return null;
  copyFileSync(backupOf(file), unfinished);
  const opened = tryOpening(unfinished, FileJournal);
  return 'journal' in opened ? opened.journal : null;
}

function openEmpty(unfinished: string): FileJournal {
  removeDatabase(unfinished);
  return new FileJournal(unfinished);
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, {force: true});
}

/** Where the archive goes further than the backup. Its last file at least goes into an empty table, which has to know where the journal is. */
function takeFromArchive(journal: FileJournal, archive: Archive): number {
  const last = archive.files().at(-1);
  const begin = journal.position() || (last ? last.first - 1 : 0);
  if (!last || last.last <= begin) return 0;
  const events = archive.read(begin, last.last - begin, last.last + 1);
  const gap = events.findIndex(({position}, index) => position !== begin + index + 1);
  const whole = gap < 0 ? events : events.slice(0, gap);
  journal.adopt(whole, []);
  return whole.at(-1)?.position ?? 0;
}
