import {chmodSync, renameSync, rmSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
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
  // A command is known by its id and by who gave it: before, anybody's retry of an id got what the first one was told. Every verdict that was
  // kept had events, and those say whose it was.
  `
  CREATE TABLE answered (
    actor TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (actor, id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO answered (actor, id, at, verdict)
    SELECT first.actor, command.id, command.at, command.verdict
    FROM command JOIN (SELECT command, actor, min(position) FROM event GROUP BY command) AS first ON first.command = command.id;
  DROP TABLE command;
  ALTER TABLE answered RENAME TO command;
  CREATE INDEX command_at ON command (at);
  `,
  // What team time is counted from, for each boot of a machine: before, every process began at the wall clock. Events may leave for the archive:
  // only those that stand in `removal`, which the archiver fills and empties in the transaction that removes them.
  `
  CREATE TABLE removal (first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
  DROP TRIGGER event_is_not_removed;
  CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event
    WHEN NOT EXISTS (SELECT 1 FROM removal WHERE OLD.position BETWEEN first AND last)
    BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
  CREATE TABLE time_anchor (
    boot TEXT PRIMARY KEY,
    at REAL NOT NULL,
    monotonic REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/**
 * Brings the tables to this version's form; what an older version wrote is kept beside it as it was. A newer form is left alone and refused.
 */
export function migrate(database: DatabaseSync, file: string): void {
  if (versionOf(database) === STEPS.length) return;
  refuseNewerForm(database);
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been first.
    const found = versionOf(database);
    if (found > 0 && found < STEPS.length) keepOlderForm(file, found);
    for (const step of STEPS.slice(found)) database.exec(step);
    database.exec(`PRAGMA user_version = ${STEPS.length}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

export function refuseNewerForm(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version <= STEPS.length) return;
  throw new JournalError(
    'newer',
    `The journal has the form ${version}; this version of Harmony knows ${STEPS.length}.`,
    'Use the version of Harmony that wrote it, or a newer one.',
  );
}

/** The caller has the write lock, so this copy, made over a connection of its own, is exactly what the steps begin with. */
function keepOlderForm(file: string, version: number): void {
  const kept = olderFormOf(file, version);
  const unfinished = `${kept}.${process.pid}.tmp`;
  rmSync(unfinished, {force: true});
  const reader = new DatabaseSync(file, {readOnly: true});
  try {
    reader.prepare('VACUUM INTO ?').run(unfinished);
    chmodSync(unfinished, 0o600);
    renameSync(unfinished, kept);
  } finally {
    reader.close();
    rmSync(unfinished, {force: true});
  }
}

/** The journal as it was before it was brought from this form to a newer one. */
const olderFormOf = (file: string, version: number): string => `${file}.form-${version}`;

function versionOf(database: DatabaseSync): number {
  const {user_version: version} = database.prepare('PRAGMA user_version').get() as {user_version: number};
  return version;
}
