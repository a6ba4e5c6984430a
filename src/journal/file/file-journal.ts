import {chmodSync, existsSync, renameSync, rmSync, statSync} from 'node:fs';
import type {DatabaseSync, StatementSync} from 'node:sqlite';
import type {Event, EventBody, Verdict} from '../../core/index.ts';
import type {AnsweredCommand, Journal, NewEvent, Snapshot} from '../journal.ts';
import {openDatabase, toJournalError} from './database.ts';
import {retryWhileLocked} from './retry.ts';

/** Retries come within minutes; a verdict is kept for a day. Milliseconds. */
const VERDICTS_KEPT = 24 * 60 * 60_000;
/** A backup is made when the last one is older, at opening and closing. Milliseconds. */
const BACKUP_AGE = 60 * 60_000;

interface EventRow {
  readonly position: number;
  readonly at: number;
  readonly wall: number;
  readonly command: string;
  readonly actor: string;
  readonly body: string;
}

/** The journal in one SQLite file, for any number of processes of one machine. */
export class FileJournal implements Journal {
  readonly #file: string;
  readonly #database: DatabaseSync;
  readonly #last: StatementSync;
  readonly #insertEvent: StatementSync;
  readonly #insertCommand: StatementSync;
  readonly #select: StatementSync;
  readonly #selectVerdict: StatementSync;

  constructor(file: string) {
    this.#file = file;
    this.#database = openDatabase(file);
    this.#last = this.#database.prepare('SELECT coalesce(max(position), 0) AS position FROM event');
    this.#insertEvent = this.#database.prepare(
      'INSERT INTO event (position, at, wall, command, actor, type, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#insertCommand = this.#database.prepare('INSERT OR IGNORE INTO command (id, at, verdict) VALUES (?, ?, ?)');
    this.#select = this.#database.prepare(
      'SELECT position, at, wall, command, actor, body FROM event WHERE position > ? ORDER BY position LIMIT ?',
    );
    this.#selectVerdict = this.#database.prepare('SELECT verdict FROM command WHERE id = ?');
    this.#backUpIfOld();
  }

  position(): number {
    return this.#try(() => (this.#last.get() as {position: number}).position);
  }

  append(expected: number, events: readonly NewEvent[], commands: readonly AnsweredCommand[]): boolean {
    return this.#try(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const {position} = this.#last.get() as {position: number};
        if (position !== expected) {
          this.#database.exec('ROLLBACK');
          return false;
        }
        events.forEach(({at, wall, command, actor, body}, index) => {
          this.#insertEvent.run(expected + index + 1, at, wall, command, actor, body.type, JSON.stringify(body));
        });
        for (const {id, verdict} of commands) this.#insertCommand.run(id, Date.now(), JSON.stringify(verdict));
        this.#database.exec('COMMIT');
        return true;
      } catch (error) {
        // SQLite has rolled back by itself after some errors (a full disk).
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  read(from: number, limit: number): Event[] {
    return this.#try(() =>
      (this.#select.all(from, limit) as unknown as EventRow[]).map(({body, ...row}) => ({...row, body: JSON.parse(body) as EventBody})),
    );
  }

  verdictOf(command: string): Verdict | null {
    const row = this.#try(() => this.#selectVerdict.get(command)) as {verdict: string} | undefined;
    return row ? (JSON.parse(row.verdict) as Verdict) : null;
  }

  latestSnapshot(): Snapshot | null {
    const row = this.#try(() => this.#database.prepare('SELECT position, team FROM snapshot ORDER BY position DESC LIMIT 1').get()) as
      | {position: number; team: string}
      | undefined;
    return row ? {position: row.position, team: JSON.parse(row.team)} : null;
  }

  saveSnapshot({position, team}: Snapshot): void {
    this.#try(() => {
      this.#database.prepare('INSERT OR REPLACE INTO snapshot (position, team) VALUES (?, ?)').run(position, JSON.stringify(team));
      this.#database.prepare('DELETE FROM snapshot WHERE position < ?').run(position);
      this.#database.prepare('DELETE FROM command WHERE at < ?').run(Date.now() - VERDICTS_KEPT);
    });
  }

  close(): void {
    this.#backUpIfOld();
    this.#database.close();
  }

  #try<T>(work: () => T): T {
    try {
      return retryWhileLocked(work);
    } catch (error) {
      throw toJournalError(error, this.#file);
    }
  }

  /** A whole copy beside the journal: what a damaged one is replaced by. A backup that fails is not worth a team's start. */
  #backUpIfOld(): void {
    const backup = backupOf(this.#file);
    const temporary = `${backup}.tmp`;
    try {
      if (existsSync(backup) && Date.now() - statSync(backup).mtimeMs < BACKUP_AGE) return;
      rmSync(temporary, {force: true});
      this.#database.exec(`VACUUM INTO '${temporary.replaceAll("'", "''")}'`);
      chmodSync(temporary, 0o600);
      renameSync(temporary, backup);
    } catch {
      rmSync(temporary, {force: true});
    }
  }
}

export const backupOf = (file: string): string => `${file}.backup`;
