import {execFileSync} from 'node:child_process';
import {copyFileSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {systemClock} from '../../../src/journal/clock.ts';
import {FileJournal} from '../../../src/journal/file/file-journal.ts';
import {TeamStore} from '../../../src/journal/team-store.ts';
import type {Figure} from './figure.ts';
import {LONG, writeLongJournal} from './long-journal.ts';
import type {Opening} from './programs/open-store.ts';

const program = fileURLToPath(new URL('programs/open-store.ts', import.meta.url));
const NAME = LONG.toLocaleString('en');

/** A journal of a million events, with a snapshot of its end and without, that processes open anew. */
export class LongJournal implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'harmony-bench-long-'));
  readonly #bare = join(this.#folder, 'bare.db');
  readonly #withSnapshot = join(this.#folder, 'snapshot.db');
  readonly #empty = join(this.#folder, 'empty.db');

  constructor() {
    new FileJournal(this.#empty).close();
    const journal = new FileJournal(this.#bare);
    writeLongJournal(journal);
    journal.close();
    copyFileSync(this.#bare, this.#withSnapshot);
    // It leaves a snapshot when it is closed.
    void new TeamStore(new FileJournal(this.#withSnapshot), systemClock).close();
  }

  measure(): Figure[] {
    const empty = open(this.#empty, 'fold');
    const withSnapshot = open(this.#withSnapshot, 'fold');
    const bare = open(this.#bare, 'fold');
    const read = open(this.#bare, 'read');
    const row = (what: string, figure: string, value: number, floor: {name: string; value: number}): Figure => ({
      what: `start-up from ${NAME} events, ${what}`,
      figure,
      value,
      digits: 0,
      floor,
    });
    const nothing = (part: keyof Opening) => ({name: 'an empty journal', value: empty[part]});
    return [
      row('with a snapshot', 'checking the file, ms', withSnapshot.check, nothing('check')),
      row('with a snapshot', 'making the team, ms', withSnapshot.team, nothing('team')),
      row('without', 'checking the file, ms', bare.check, nothing('check')),
      row('without', 'making the team, ms', bare.team, {name: 'reading all of it', value: read.team}),
      row('without', 'MB in memory afterwards', bare.memory, nothing('memory')),
    ];
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, {recursive: true, force: true});
  }
}

/** In a process of its own, as a supervisor that starts. */
const open = (file: string, what: 'fold' | 'read'): Opening =>
  JSON.parse(execFileSync(process.execPath, [program, file, what], {encoding: 'utf8'})) as Opening;
