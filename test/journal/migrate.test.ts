import {statSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {temporaryFolder} from './folder.ts';

/** As the first form of the journal was, with what a team of that time left in it. */
const FIRST_FORM = `
  CREATE TABLE event (
    position INTEGER PRIMARY KEY, at INTEGER NOT NULL, wall INTEGER NOT NULL, command TEXT NOT NULL, actor TEXT NOT NULL, type TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
  CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
  CREATE TABLE command (id TEXT PRIMARY KEY, at INTEGER NOT NULL, verdict TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX command_at ON command (at);
  CREATE TABLE snapshot (position INTEGER PRIMARY KEY, format INTEGER NOT NULL, team TEXT NOT NULL) STRICT;
  INSERT INTO event VALUES (1, 5, 7, 'x', 'ada', 'session.startRequested', '{"type":"session.startRequested","session":"ada"}');
  INSERT INTO event VALUES (2, 5, 7, 'x', 'ada', 'session.startRequested', '{"type":"session.startRequested","session":"bob"}');
  INSERT INTO command VALUES ('x', 9, '{"ok":true,"value":1}');
  PRAGMA user_version = 1;
`;

function makeFirstForm(file: string): void {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; ${FIRST_FORM}`);
  database.close();
}

function formOf(file: string): unknown {
  const database = new DatabaseSync(file);
  const {user_version: form} = database.prepare('PRAGMA user_version').get() as {user_version: number};
  database.close();
  return form;
}

test('an older journal is brought to the newer form with all that is in it, and is kept beside it as it was', () => {
  using folder = temporaryFolder();
  makeFirstForm(folder.file);
  const journal = new FileJournal(folder.file);
  expect(journal.read(0, 10).map(({position, actor}) => [position, actor])).toEqual([
    [1, 'ada'],
    [2, 'ada'],
  ]);
  // A retry of a command that was answered before still gets its answer, and nobody else does.
  expect([journal.verdictOf('ada', 'x'), journal.verdictOf('human', 'x')]).toEqual([{ok: true, value: 1}, null]);
  journal.close();
  const kept = `${folder.file}.form-1`;
  expect([formOf(kept), formOf(folder.file), statSync(kept).mode & 0o777]).toEqual([1, 3, 0o600]);
  const old = new DatabaseSync(kept);
  expect(old.prepare('SELECT count(*) AS events FROM event').get()).toEqual({events: 2});
  expect(old.prepare('SELECT id FROM command').all()).toEqual([{id: 'x'}]);
  old.close();
});

test('a change of form that fails half-way leaves the journal as it was', () => {
  using folder = temporaryFolder();
  makeFirstForm(folder.file);
  const database = new DatabaseSync(folder.file);
  // The last steps find their place taken.
  database.exec('CREATE TABLE answered (other TEXT)');
  database.close();
  expect(() => new FileJournal(folder.file)).toThrow(/answered/);
  const after = new DatabaseSync(folder.file);
  expect(after.prepare('SELECT id, verdict FROM command').all()).toEqual([{id: 'x', verdict: '{"ok":true,"value":1}'}]);
  after.exec('DROP TABLE answered');
  after.close();
  expect(formOf(folder.file)).toBe(1);
  new FileJournal(folder.file).close();
  expect(formOf(folder.file)).toBe(3);
});
