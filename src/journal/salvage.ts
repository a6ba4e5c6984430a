import {copyFileSync, existsSync, rmSync, statSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import type {Verdict} from '../core/index.ts';
import {type EventRow, eventOfRow} from './archive/archive-line.ts';
import type {FileJournal} from './file/file-journal.ts';
import type {AnsweredCommand} from './journal.ts';

export interface Salvaged {
  readonly rows: number;
  /** The last position that the damaged file knows. `null`: it cannot be told. */
  readonly last: number | null;
}

/** Rows read in one go; where one of them is on a damaged page, they are read one by one. */
const PAGE = 200;

/** Adds what a damaged file has beyond the end of the journal, as far as it can be read without a gap. The file is left as it was found. */
export function salvageRows(damaged: string, journal: FileJournal): Salvaged {
  if (!existsSync(damaged) || statSync(damaged).size === 0) return {rows: 0, last: null};
  const copy = `${damaged}.reading`;
  try {
    // Its log belongs to it; opening a database changes both.
    for (const suffix of ['', '-wal']) if (existsSync(damaged + suffix)) copyFileSync(damaged + suffix, copy + suffix);
    return readCopy(copy, journal);
  } catch {
    // No database at all any more.
    return {rows: 0, last: null};
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, {force: true});
  }
}

function readCopy(copy: string, journal: FileJournal): Salvaged {
  const database = new DatabaseSync(copy, {timeout: 0});
  try {
    let rows = 0;
    for (let limit = PAGE; ; ) {
      const found = nextRows(database, journal.position(), limit);
      if (found === null || found.length === 0) {
        if (limit === 1) break;
        limit = 1;
        continue;
      }
      journal.adopt(found.map(eventOfRow), answersTo(database, found));
      rows += found.length;
      limit = PAGE;
    }
    return {rows, last: lastPosition(database)};
  } finally {
    database.close();
  }
}

/** `null`: they cannot be read, or are no events. */
function nextRows(database: DatabaseSync, after: number, limit: number): EventRow[] | null {
  try {
    const select = 'SELECT position, at, wall, command, actor, body FROM event WHERE position > ? ORDER BY position LIMIT ?';
    const rows = database.prepare(select).all(after, limit) as unknown as EventRow[];
    rows.map(eventOfRow);
    const gap = rows.findIndex(({position}, index) => position !== after + index + 1);
    return gap < 0 ? rows : rows.slice(0, gap);
  } catch {
    return null;
  }
}

/** So that whoever asks again for what is there now gets the answer that was given. */
function answersTo(database: DatabaseSync, rows: readonly EventRow[]): AnsweredCommand[] {
  try {
    const select = database.prepare('SELECT verdict FROM command WHERE actor = ? AND id = ?');
    return rows.flatMap(({actor, command}) => {
      const row = select.get(actor, command) as {verdict: string} | undefined;
      return row ? [{actor, id: command, verdict: JSON.parse(row.verdict) as Verdict}] : [];
    });
  } catch {
    return [];
  }
}

function lastPosition(database: DatabaseSync): number | null {
  try {
    return (database.prepare('SELECT max(position) AS last FROM event').get() as {last: number | null}).last;
  } catch {
    return null;
  }
}
