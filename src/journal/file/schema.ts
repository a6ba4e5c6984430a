import type {DatabaseSync} from 'node:sqlite';
import {JournalError} from '../journal.ts';

/** One step for each version, in order: the first makes the tables, later ones change them. */
const STEPS: readonly string[] = [
  `
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    wall INTEGER NOT NULL,
    command TEXT NOT NULL,
    actor TEXT NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
  CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
  CREATE TABLE command (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX command_at ON command (at);
  CREATE TABLE snapshot (
    position INTEGER PRIMARY KEY,
    format INTEGER NOT NULL,
    team TEXT NOT NULL
  ) STRICT;
  `,
];

/** Brings the tables to this version's form. A newer form is left alone and refused. */
export function migrate(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version === STEPS.length) return;
  if (version > STEPS.length) {
    throw new JournalError(
      'newer',
      `The journal has the form ${version}; this version of Harmony knows ${STEPS.length}.`,
      'Use the version of Harmony that wrote it, or a newer one.',
    );
  }
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been first.
    for (const step of STEPS.slice(versionOf(database))) database.exec(step);
    database.exec(`PRAGMA user_version = ${STEPS.length}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  const {user_version: version} = database.prepare('PRAGMA user_version').get() as {user_version: number};
  return version;
}
