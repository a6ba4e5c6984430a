import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import {retryWhileLocked} from '../file/retry.ts';
import {archiveFileName, archiveFolderOf} from './archive.ts';
import {type EventRow, writeArchiveLine} from './archive-line.ts';
import {putFile} from './put-file.ts';

/**
 * Events in a file. Removing as many from the table holds its lock for some 10 ms, and reading a file takes about as long. Files end at multiples
 * of it, so that whoever was cut off, and whoever else is archiving, writes the very same file.
 */
const EVENTS_OF_A_FILE = 2_000;

export interface Retention {
  /** Events whose team time is before it may leave the table. */
  readonly olderThan: number;
  /** Above this, the oldest leave however young they are. Bytes. */
  readonly mostBytes: number;
}

/**
 * Moves what is old from the table into files, block by block: write the file, put it in place, read it back, and only then remove the same rows in
 * one transaction. Cut off anywhere, every event is in the table, in a file, or in both; readers take the table's. Gives the number of events that left.
 */
export function archiveOldEvents(database: DatabaseSync, file: string, retention: Retention): number {
  const folder = archiveFolderOf(file);
  const last = lastToLeave(database, retention);
  let archived = 0;
  for (;;) {
    const first = oneNumber(database, 'SELECT coalesce(min(position), 0) AS value FROM event');
    const end = Math.ceil(first / EVENTS_OF_A_FILE) * EVENTS_OF_A_FILE;
    if (first === 0 || end > last) break;
    mkdirSync(folder, {recursive: true, mode: 0o700});
    if (archived === 0) removeUnfinished(folder);
    const rows = rowsOf(database, first, end);
    writeBlock(folder, rows);
    removeRows(database, first, end);
    archived += rows.length;
  }
  return archived;
}

/**
 * Never beyond the newest snapshot, so that a team begins without the archive; and never the last event, which says where the journal is. 0: none.
 */
function lastToLeave(database: DatabaseSync, {olderThan, mostBytes}: Retention): number {
  const snapshot = oneNumber(database, 'SELECT coalesce(max(position), 0) AS value FROM snapshot');
  const end = oneNumber(database, 'SELECT coalesce(max(position), 0) AS value FROM event');
  const begin = oneNumber(database, 'SELECT coalesce(min(position), 0) AS value FROM event');
  const pages = oneNumber(database, 'PRAGMA page_count') - oneNumber(database, 'PRAGMA freelist_count');
  const bytes = pages * oneNumber(database, 'PRAGMA page_size');
  const share = bytes > mostBytes ? (bytes - mostBytes) / bytes : 0;
  const bySize = share > 0 ? begin + Math.ceil(share * (end - begin)) : 0;
  return Math.min(Math.max(lastBefore(database, olderThan, begin, end), bySize), snapshot, end - 1);
}

/** Team time never goes back, so the last event before a moment is found by halving. */
function lastBefore(database: DatabaseSync, moment: number, begin: number, end: number): number {
  const at = database.prepare('SELECT at AS value FROM event WHERE position = ?');
  let [low, high] = [begin - 1, end];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((at.get(middle) as {value: number}).value < moment) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

function rowsOf(database: DatabaseSync, first: number, last: number): EventRow[] {
  const select = 'SELECT position, at, wall, command, actor, body FROM event WHERE position BETWEEN ? AND ? ORDER BY position';
  const rows = retryWhileLocked(() => database.prepare(select).all(first, last)) as unknown as EventRow[];
  if (rows.length !== last - first + 1) throw new Error(`Of the events ${first} to ${last} only ${rows.length} are in the table.`);
  return rows;
}

function writeBlock(folder: string, rows: readonly EventRow[]): void {
  const path = join(folder, archiveFileName(rows[0]?.position ?? 0, rows.at(-1)?.position ?? 0));
  const text = rows.map((row) => `${writeArchiveLine(row)}\n`).join('');
  const holds = (): boolean => existsSync(path) && readFileSync(path, 'utf8') === text;
  // Left by one who was cut off before the rows were removed. Another text at this place is another history: it is not overwritten.
  if (!holds()) {
    if (existsSync(path)) renameSync(path, `${path}.other-${Date.now()}`);
    putFile(path, text);
  }
  if (!holds()) throw new Error(`${path} does not read as it was written.`);
}

/** The trigger that keeps events lets go of those that stand in `removal`, which nobody but this transaction ever sees filled. */
function removeRows(database: DatabaseSync, first: number, last: number): void {
  retryWhileLocked(() => database.exec('BEGIN IMMEDIATE'));
  try {
    database.prepare('INSERT INTO removal (first, last) VALUES (?, ?)').run(first, last);
    database.prepare('DELETE FROM event WHERE position BETWEEN ? AND ?').run(first, last);
    database.exec('DELETE FROM removal');
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) rmSync(join(folder, name), {force: true});
}

function oneNumber(database: DatabaseSync, query: string): number {
  const row = retryWhileLocked(() => database.prepare(query).get()) ?? {};
  return Number(Object.values(row)[0] ?? 0);
}
