import {mkdirSync, rmSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {noteCalled, noteIds} from './notes.ts';

export interface Found {
  readonly id: string;
  readonly title: string;
  /** Of its text: where the words are, or the beginning. The title is told by itself. */
  readonly excerpt: string;
}

/** Another process may be bringing the index up to date. Milliseconds. */
const PATIENCE = 2_000;
const MOST_FOUND = 20;

/**
 * Notes in which all the words are, or begin with them; the best first. The index only saves time: it is brought up to date from the files before
 * each search, and made anew where it cannot be read.
 */
export function searchNotes(folder: string, index: string, words: readonly string[]): Found[] {
  try {
    return search(folder, index, words);
  } catch {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${index}${end}`, {force: true});
    return search(folder, index, words);
  }
}

function search(folder: string, index: string, words: readonly string[]): Found[] {
  mkdirSync(dirname(index), {recursive: true, mode: 0o700});
  const database = new DatabaseSync(index, {timeout: PATIENCE});
  try {
    database.exec(`
      CREATE TABLE IF NOT EXISTS file (id TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT;
      CREATE VIRTUAL TABLE IF NOT EXISTS note USING fts5(id UNINDEXED, title, tags, body, tokenize = 'unicode61 remove_diacritics 2');
    `);
    bringUpToDate(database, folder);
    // Each in quotes: what somebody looks for is never a part of the query's own language.
    const query = words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ');
    const found = database
      .prepare(
        `SELECT id, title, snippet(note, 3, '', '', '…', 24) AS excerpt FROM note WHERE note MATCH ? ORDER BY bm25(note, 0, 4, 2, 1) LIMIT ?`,
      )
      .all(query, MOST_FOUND);
    return found.map(({id, title, excerpt}) => ({id: `${id}`, title: `${title}`, excerpt: `${excerpt}`.replace(/\s+/g, ' ').trim()}));
  } finally {
    database.close();
  }
}

function bringUpToDate(database: DatabaseSync, folder: string): void {
  database.exec('BEGIN IMMEDIATE');
  const known = new Map(
    database
      .prepare('SELECT id, mark FROM file')
      .all()
      .map(({id, mark}) => [`${id}`, `${mark}`]),
  );
  const forget = (id: string): void => {
    database.prepare('DELETE FROM file WHERE id = ?').run(id);
    database.prepare('DELETE FROM note WHERE id = ?').run(id);
  };
  for (const id of noteIds(folder)) {
    const {mtimeMs, ctimeMs, size} = statSync(join(folder, `${id}.md`));
    const mark = `${mtimeMs} ${ctimeMs} ${size}`;
    if (known.get(id) !== mark) {
      const note = noteCalled(folder, id);
      forget(id);
      database.prepare('INSERT INTO file (id, mark) VALUES (?, ?)').run(id, mark);
      if (note) {
        const values = [id, note.title, note.tags.join(' '), note.body];
        database.prepare('INSERT INTO note (id, title, tags, body) VALUES (?, ?, ?, ?)').run(...values);
      }
    }
    known.delete(id);
  }
  for (const id of known.keys()) forget(id);
  database.exec('COMMIT');
}
