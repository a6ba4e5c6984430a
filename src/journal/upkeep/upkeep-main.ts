/**
 * Looks after a journal while the team runs, in a process of its own, so that no command waits for a large file to be read:
 * `node dist/journal-upkeep.js FILE JSON`. Reports in one line of JSON.
 */
import {existsSync} from 'node:fs';
import {setPriority} from 'node:os';
import {Archive, archiveFolderOf} from '../archive/archive.ts';
import {setTornLinesAside} from '../archive/set-torn-lines-aside.ts';
import {backupPosition, removeLeftCopies} from '../file/backup.ts';
import {FileJournal} from '../file/file-journal.ts';
import type {UpkeepOrder, UpkeepReport} from './upkeep-report.ts';

/** Sessions and the supervisor come first. */
const GENTLY = 10;

function lookAfter(file: string, order: UpkeepOrder): UpkeepReport {
  // Deleted under the running team, which writes it again: opening it would make an empty one.
  if (!existsSync(file)) return {archived: 0, backedUp: false, lost: []};
  removeLeftCopies(file);
  const lost = order.checkArchive ? setTornLinesAside(new Archive(archiveFolderOf(file))) : [];
  const journal = new FileJournal(file);
  try {
    // First: a damaged journal must not take the place of a good backup.
    journal.check();
    const archived = journal.archiveOld(order.retention);
    const backedUp = archived > 0 || journal.position() !== backupPosition(file);
    if (backedUp) journal.backUp();
    return {archived, backedUp, lost};
  } finally {
    journal.close();
  }
}

const [file = '', order = '{}'] = process.argv.slice(2);
try {
  setPriority(GENTLY);
  process.stdout.write(JSON.stringify(lookAfter(file, JSON.parse(order) as UpkeepOrder)));
} catch (error) {
  const problem = error instanceof Error ? error.message : String(error);
  process.stdout.write(JSON.stringify({archived: 0, backedUp: false, lost: [], problem} satisfies UpkeepReport));
}
