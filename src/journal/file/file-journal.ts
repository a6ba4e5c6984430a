import {chmodSync, renameSync, rmSync} from 'node:fs';
import type {DatabaseSync, StatementSync} from 'node:sqlite';
import type {Event, Verdict} from '../../core/index.ts';
import {isSameFile, type KeptFile, keptFile} from '../../platform/kept-file.ts';
import {Archive, archiveFolderOf} from '../archive/archive.ts';
import {archiveOldEvents, type Retention} from '../archive/archive-old-events.ts';
import {readAcross, SELECT_EVENTS} from '../archive/read-across.ts';
import type {AnsweredCommand, Journal, NewEvent, Snapshot, TimeAnchor} from '../journal.ts';
import {backupOf, copyOf} from './backup.ts';
import {checkIntegrity, openDatabase, toJournalError} from './database.ts';
import {retryWhileLocked} from './retry.ts';

/** Retries come within minutes; a verdict is kept for a day. Milliseconds. */
const VERDICTS_KEPT = 24 * 60 * 60_000;
/** Folding as many takes about half a second. Events. */
const KEPT_SNAPSHOT_EVERY = 50_000;
/** Looking costs 3 µs; a quarter of a second is quick enough for what another process wrote. Milliseconds. */
const LOOK_EVERY = 250;

/** A file that is open, and what is asked of it again and again. */
interface Open {
  readonly database: DatabaseSync;
  readonly kept: KeptFile | null;
  readonly last: StatementSync;
  readonly insertEvent: StatementSync;
  readonly insertCommand: StatementSync;
  readonly select: StatementSync;
  readonly selectVerdict: StatementSync;
}

function open(file: string, checked?: boolean): Open {
  const database = openDatabase(file, checked);
  return {
    database,
    kept: keptFile(file),
    last: database.prepare('SELECT coalesce(max(position), 0) AS position FROM event'),
    insertEvent: database.prepare('INSERT INTO event (position, at, wall, command, actor, type, body) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    insertCommand: database.prepare('INSERT OR IGNORE INTO command (actor, id, at, verdict) VALUES (?, ?, ?, ?)'),
    select: database.prepare(SELECT_EVENTS),
    selectVerdict: database.prepare('SELECT verdict FROM command WHERE actor = ? AND id = ?'),
  };
}

/** The journal in one SQLite file, for any number of processes of one machine. */
export class FileJournal implements Journal {
  readonly #file: string;
  readonly #archive: Archive;
  #open: Open;
  readonly #followers = new Set<() => void>();
  #looking: NodeJS.Timeout | null = null;
  #seenVersion: number;

  /** It is looked through for damage first, unless `checked` is false. */
  constructor(file: string, checked?: boolean) {
    this.#file = file;
    this.#archive = new Archive(archiveFolderOf(file));
    this.#open = open(file, checked);
    this.#seenVersion = this.#dataVersion();
  }

  position(): number {
    return this.#try(() => (this.#open.last.get() as {position: number}).position);
  }

  append(expected: number, events: readonly NewEvent[], commands: readonly AnsweredCommand[]): boolean {
    return this.#transact(() => {
      const {position} = this.#open.last.get() as {position: number};
      if (position !== expected) return false;
      events.forEach(({at, wall, command, actor, body}, index) => {
        this.#open.insertEvent.run(expected + index + 1, at, wall, command, actor, body.type, JSON.stringify(body));
      });
      for (const {actor, id, verdict} of commands) this.#open.insertCommand.run(actor, id, Date.now(), JSON.stringify(verdict));
      return true;
    });
  }

  read(from: number, limit: number): Event[] {
    return this.#try(() => readAcross(this.#open.select, this.#archive, from, limit));
  }

  verdictOf(actor: string, command: string): Verdict | null {
    const row = this.#try(() => this.#open.selectVerdict.get(actor, command)) as {verdict: string} | undefined;
    return row ? (JSON.parse(row.verdict) as Verdict) : null;
  }

  latestSnapshot(format: number): Snapshot | null {
    const select = 'SELECT position, team FROM snapshot WHERE format = ? ORDER BY position DESC LIMIT 1';
    const row = this.#try(() => this.#open.database.prepare(select).get(format)) as {position: number; team: string} | undefined;
    return row ? {position: row.position, format, team: JSON.parse(row.team)} : null;
  }

  saveSnapshot({position, format, team}: Snapshot): void {
    const text = JSON.stringify(team);
    this.#transact(() => {
      this.#open.database.prepare('INSERT OR REPLACE INTO snapshot (position, format, team) VALUES (?, ?, ?)').run(position, format, text);
      this.#open.database.prepare('DELETE FROM snapshot WHERE position < ? AND format <> ?').run(position, format);
      this.#thinOut(position);
      this.#open.database.prepare('DELETE FROM command WHERE at < ?').run(Date.now() - VERDICTS_KEPT);
    });
  }

  /** Of the older snapshots one is kept every so often: whoever looks at an earlier moment begins there. */
  #thinOut(newest: number): void {
    const select = 'SELECT position FROM snapshot WHERE position < ? ORDER BY position DESC LIMIT 2';
    const [before, older] = this.#open.database.prepare(select).all(newest) as {position: number}[];
    if (!before || before.position - (older?.position ?? 0) >= KEPT_SNAPSHOT_EVERY) return;
    this.#open.database.prepare('DELETE FROM snapshot WHERE position = ?').run(before.position);
  }

  anchor(boot: string, begin: () => TimeAnchor): TimeAnchor {
    const stored = (): TimeAnchor | undefined =>
      this.#open.database.prepare('SELECT at, monotonic FROM time_anchor WHERE boot = ?').get(boot) as TimeAnchor | undefined;
    const known = this.#try(stored);
    if (known) return {...known};
    return this.#transact(() => {
      // Another process may have been first.
      const found = stored();
      if (found) return {...found};
      const anchor = begin();
      this.#open.database.prepare('INSERT INTO time_anchor (boot, at, monotonic) VALUES (?, ?, ?)').run(boot, anchor.at, anchor.monotonic);
      return anchor;
    });
  }

  follow(listener: () => void): Disposable {
    this.#followers.add(listener);
    this.#looking ??= setInterval(() => this.#lookForOthers(), LOOK_EVERY).unref();
    return {[Symbol.dispose]: () => this.#followers.delete(listener)};
  }

  /** Throws a `JournalError` where the file is damaged. Takes as long as reading all of it. */
  check(): void {
    this.#try(() => checkIntegrity(this.#open.database, this.#file));
  }

  /** Moves what is old into the archive, and gives the number of those events. */
  archiveOld(retention: Retention): number {
    return this.#try(() => archiveOldEvents(this.#open.database, this.#file, retention));
  }

  /** Events that another file or the archive still had, with the positions that they have always had. They continue what is there. */
  adopt(events: readonly Event[], commands: readonly AnsweredCommand[]): void {
    this.#transact(() => {
      for (const {position, at, wall, command, actor, body} of events) {
        this.#open.insertEvent.run(position, at, wall, command, actor, body.type, JSON.stringify(body));
      }
      for (const {actor, id, verdict} of commands) this.#open.insertCommand.run(actor, id, Date.now(), JSON.stringify(verdict));
    });
  }

  /** A whole copy beside the journal: what a damaged one is replaced by. It takes the place of the last one when it is whole itself. */
  backUp(): void {
    this.#copyThen((copy) => renameSync(copy, backupOf(this.#file)));
  }

  /** False: somebody deleted or replaced the file; what is written goes to one without a name, and would be lost with this process. */
  get stands(): boolean {
    return isSameFile(this.#file, this.#open.kept);
  }

  /** Writes the whole journal to its path again, where the file was deleted. What is open still has all of it. */
  writeAgain(): void {
    this.#copyThen((copy) => {
      // Left over from the deleted file, they would be read as changes of the new one.
      for (const suffix of ['-wal', '-shm']) rmSync(this.#file + suffix, {force: true});
      renameSync(copy, this.#file);
      const written = open(this.#file);
      // Only now: until the new one is open, the old one is all there is. SQLite leaves the files at the path of a deleted database alone.
      this.#open.database.close();
      this.#open = written;
      this.#seenVersion = this.#dataVersion();
    });
  }

  #copyThen(use: (copy: string) => void): void {
    const copy = copyOf(this.#file, process.pid);
    try {
      rmSync(copy, {force: true});
      this.#try(() => this.#open.database.prepare('VACUUM INTO ?').run(copy));
      chmodSync(copy, 0o600);
      use(copy);
    } finally {
      rmSync(copy, {force: true});
    }
  }

  close(): void {
    if (this.#looking) clearInterval(this.#looking);
    if (this.#open.database.isOpen) this.#open.database.close();
  }

  /** Changes when another connection commits, not when this one does. */
  #dataVersion(): number {
    return Number(this.#open.database.prepare('PRAGMA data_version').get()?.data_version ?? 0);
  }

  #lookForOthers(): void {
    const version = this.#dataVersion();
    if (version === this.#seenVersion) return;
    this.#seenVersion = version;
    for (const follower of this.#followers) follower();
  }

  #transact<T>(write: () => T): T {
    return this.#try(() => {
      this.#open.database.exec('BEGIN IMMEDIATE');
      try {
        const result = write();
        this.#open.database.exec('COMMIT');
        return result;
      } catch (error) {
        // SQLite has rolled back by itself after some errors (a full disk).
        if (this.#open.database.isTransaction) this.#open.database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  #try<T>(work: () => T): T {
    try {
      return retryWhileLocked(work);
    } catch (error) {
      throw toJournalError(error, this.#file);
    }
  }
}
