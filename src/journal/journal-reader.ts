import {DatabaseSync, type StatementSync} from 'node:sqlite';
import type {Event, Team} from '../core/index.ts';
import {Archive, archiveFolderOf} from './archive/archive.ts';
import {readAcross, SELECT_EVENTS} from './archive/read-across.ts';
import {toJournalError} from './file/database.ts';
import {retryWhileLocked} from './file/retry.ts';
import {refuseNewerForm} from './file/schema.ts';
import type {Snapshot} from './journal.ts';

/** Reads a journal and its archive and changes nothing, whether a team runs or not. Its methods throw `JournalError`. */
export class JournalReader implements Disposable {
  readonly #file: string;
  readonly #archive: Archive;
  readonly #database: DatabaseSync;
  readonly #select: StatementSync;

  /** The file has to be there. */
  constructor(file: string) {
    this.#file = file;
    this.#archive = new Archive(archiveFolderOf(file));
    this.#database = this.#try(() => new DatabaseSync(file, {readOnly: true, timeout: 0}));
    this.#select = this.#try(() => {
      refuseNewerForm(this.#database);
      return this.#database.prepare(SELECT_EVENTS);
    });
  }

  position(): number {
    return this.#number('SELECT coalesce(max(position), 0) AS value FROM event');
  }

  /** Events after `from`, oldest first, at most `limit`. */
  read(from: number, limit: number): Event[] {
    return this.#try(() => readAcross(this.#select, this.#archive, from, limit));
  }

  /** The newest of this format with which `isEarly` is content. It is given the event that the snapshot ends with. */
  snapshotWhere(format: number, isEarly: (last: Event) => boolean): Snapshot | null {
    const select = 'SELECT position FROM snapshot WHERE format = ? ORDER BY position DESC';
    const positions = this.#try(() => this.#database.prepare(select).all(format)) as {position: number}[];
    const found = positions.find(({position}) => this.read(position - 1, 1).some((event) => event.position === position && isEarly(event)));
    if (!found) return null;
    const row = this.#try(() => this.#database.prepare('SELECT team FROM snapshot WHERE position = ?').get(found.position));
    return row ? {position: found.position, format, team: JSON.parse((row as {team: string}).team) as Team} : null;
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  #number(query: string): number {
    return (this.#try(() => this.#database.prepare(query).get()) as {value: number}).value;
  }

  #try<T>(work: () => T): T {
    try {
      return retryWhileLocked(work);
    } catch (error) {
      throw toJournalError(error, this.#file);
    }
  }
}
