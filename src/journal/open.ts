import {chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {backupOf, backupTime, FileJournal} from './file/file-journal.ts';
import {refuseNetworkFileSystem} from './file-system.ts';
import {JournalError} from './journal.ts';
import {raiseFences} from './raise-fences.ts';

/** A broken disk takes away what happened since the last backup: an hour at most, counted from the start. Milliseconds. */
const BACKUP_AGE = 60 * 60_000;

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
 * Opens the journal of a project. A damaged one is set aside, never deleted, and replaced by the last backup; the notices say what that means.
 * It is backed up now, where that was not done for an hour, and when it is closed. Throws `JournalError`.
 */
export function openJournal(file: string): {journal: FileJournal; notices: string[]} {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  refuseNetworkFileSystem(dirname(file));
  const {journal, notices} = openOrRestore(file);
  const last = backupTime(file);
  if (journal.position() > 0 && (last === null || Date.now() - last > BACKUP_AGE)) notices.push(...backUp(journal));
  return {journal, notices};
}

function openOrRestore(file: string): {journal: FileJournal; notices: string[]} {
  const problem = isGone(file) ? 'it is empty or gone' : null;
  const opened = problem === null ? tryOpening(file) : {problem};
  if ('journal' in opened) return {journal: opened.journal, notices: []};
  const aside = setAside(file);
  const restored = restoreBackup(file);
  if (restored === null) beginAnew(file);
  const journal = new BackedUpJournal(file);
  const left =
    restored === null
      ? 'There was no usable backup: the team begins anew'
      : `The backup with ${restored} events was put in its place; what came after it is lost`;
  const where = aside === null ? '' : ` It was set aside as ${aside}.`;
  return {journal, notices: [`The journal ${file} was damaged (${opened.problem}).${where} ${left}.`]};
}

/** SQLite takes an empty file for a new database; with a backup beside it, it was none. */
const isGone = (file: string): boolean => existsSync(backupOf(file)) && (!existsSync(file) || statSync(file).size === 0);

function tryOpening(file: string, kind: typeof FileJournal = BackedUpJournal): {journal: FileJournal} | {problem: string} {
  try {
    return {journal: new kind(file)};
  } catch (error) {
    if (!(error instanceof JournalError) || error.kind !== 'corrupt') throw error;
    return {problem: error.cause instanceof Error ? error.cause.message : error.message};
  }
}

/** `null`: there was nothing. */
function setAside(file: string): string | null {
  const aside = `${file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  const there = ['', '-wal', '-shm'].filter((suffix) => existsSync(file + suffix));
  for (const suffix of there) renameSync(file + suffix, aside + suffix);
  return there.length > 0 ? aside : null;
}

/** The number of its events. `null`: there is none, or it is damaged as well. */
function restoreBackup(file: string): number | null {
  if (!existsSync(backupOf(file))) return null;
  return putInPlace(file, (unfinished) => copyFileSync(backupOf(file), unfinished));
}

const beginAnew = (file: string): number | null => putInPlace(file, () => {});

/** Beside its place first: a journal that was restored is never seen without its fences raised, wherever this is cut off. */
function putInPlace(file: string, fill: (unfinished: string) => void): number | null {
  const unfinished = `${file}.restoring`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(unfinished + suffix, {force: true});
  fill(unfinished);
  const opened = tryOpening(unfinished, FileJournal);
  if (!('journal' in opened)) {
    rmSync(unfinished, {force: true});
    return null;
  }
  const events = opened.journal.position();
  raiseFences(opened.journal);
  opened.journal.close();
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
  return events;
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
