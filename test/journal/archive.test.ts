import {spawnSync} from 'node:child_process';
import {cpSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {archiveOldEvents} from '../../src/journal/archive/archive-old-events.ts';
import {openDatabase} from '../../src/journal/file/database.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {eventAt, fillJournal} from './events.ts';
import {temporaryFolder} from './folder.ts';

const UNTIL = fileURLToPath(new URL('../fixtures/journal/archive-until.ts', import.meta.url));

function archive(file: string, olderThan: number, mostBytes = 1e9): number {
  const database = openDatabase(file);
  try {
    return archiveOldEvents(database, file, {olderThan, mostBytes});
  } finally {
    database.close();
  }
}

function positionsIn(file: string): {all: number[]; table: number[]} {
  const journal = new FileJournal(file);
  const all: number[] = [];
  for (;;) {
    const page = journal.read(all.length, 777);
    for (const one of page) {
      expect({...one, position: 0}).toEqual({...eventAt(one.position), position: 0});
      all.push(one.position);
    }
    if (page.length < 777) break;
  }
  journal.close();
  const database = new DatabaseSync(file);
  const table = database.prepare('SELECT position FROM event ORDER BY position').all() as {position: number}[];
  database.close();
  return {all, table: table.map(({position}) => position)};
}

const upTo = (count: number): number[] => Array.from({length: count}, (_, index) => index + 1);

test('what is old leaves the table in whole blocks, and is read as if it were there', () => {
  using folder = temporaryFolder();
  fillJournal(folder.file, 7_000);
  expect(archive(folder.file, 5_000)).toBe(4_000);
  const {all, table} = positionsIn(folder.file);
  expect(all).toEqual(upTo(7_000));
  expect([table[0], table.length]).toEqual([4_001, 3_000]);
  const names = ['000000000001-000000002000.jsonl', '000000002001-000000004000.jsonl'];
  expect(readdirSync(`${folder.path}/archive`)).toEqual(names);
  // Any program can read a line.
  const line = JSON.parse(readFileSync(`${folder.path}/archive/${names[1]}`, 'utf8').split('\n')[0] ?? '');
  expect(line).toEqual({sum: expect.stringMatching(/^[0-9a-f]{8}$/), event: {...eventAt(2_001), position: 2_001}});
  expect(archive(folder.file, 5_000)).toBe(0);
  // The journal goes on where it was.
  const journal = new FileJournal(folder.file);
  expect(journal.append(7_000, [eventAt(7_001)], [])).toBe(true);
  expect(journal.read(3_999, 2).map(({position}) => position)).toEqual([4_000, 4_001]);
  journal.close();
});

test.each([
  ['what is younger', 7_000, 7_000, 1],
  ['what no snapshot covers', 7_000, 1_999, 9_000],
  ['the last event', 2_000, 2_000, 9_000],
])('%s stays', (_what, count, snapshot, olderThan) => {
  using folder = temporaryFolder();
  fillJournal(folder.file, count, snapshot);
  expect(archive(folder.file, olderThan)).toBe(0);
});

test('a table that is too large gives away its oldest, however young they are', () => {
  using folder = temporaryFolder();
  fillJournal(folder.file, 9_000);
  const archived = archive(folder.file, 0, 600_000);
  expect(archived).toBeGreaterThanOrEqual(2_000);
  expect(archived).toBeLessThan(8_000);
  expect(positionsIn(folder.file).all).toEqual(upTo(9_000));
});

test('nobody but the archiver removes an event, and nobody sees its permission', () => {
  using folder = temporaryFolder();
  fillJournal(folder.file, 5_000);
  archive(folder.file, 3_000);
  const database = new DatabaseSync(folder.file);
  expect(() => database.exec('DELETE FROM event WHERE position = 2500')).toThrow(/never removed/);
  expect(() => database.exec('UPDATE event SET at = 1')).toThrow(/never changed/);
  expect(database.prepare('SELECT * FROM removal').all()).toEqual([]);
  database.close();
});

test('another history at the place of a file is not overwritten', () => {
  using folder = temporaryFolder();
  fillJournal(folder.file, 5_000);
  archive(folder.file, 3_000);
  for (const suffix of ['', '-wal', '-shm']) rmSync(folder.file + suffix, {force: true});
  const name = '000000000001-000000002000.jsonl';
  writeFileSync(`${folder.path}/archive/${name}`, 'another history\n');
  fillJournal(folder.file, 5_000);
  expect(archive(folder.file, 3_000)).toBe(2_000);
  expect(readdirSync(`${folder.path}/archive`)).toEqual([name, expect.stringMatching(/^0{11}1-0{8}2000\.jsonl\.other-/)]);
  expect(positionsIn(folder.file).all).toEqual(upTo(5_000));
});

test('killed at any step: nothing is lost, nothing is there twice, and the next run brings it to its end', () => {
  using folder = temporaryFolder();
  const pristine = `${folder.path}/pristine`;
  fillJournal(folder.file, 7_000);
  cpSync(folder.file, pristine);
  let killed = 0;
  for (let step = 1; ; step++) {
    for (const suffix of ['-wal', '-shm']) rmSync(folder.file + suffix, {force: true});
    rmSync(`${folder.path}/archive`, {recursive: true, force: true});
    cpSync(pristine, folder.file);
    const child = spawnSync(process.execPath, [UNTIL, folder.file, String(step)], {encoding: 'utf8'});
    if (child.signal === 'SIGKILL') killed++;
    else expect([child.status, child.stderr, JSON.parse(child.stdout)]).toEqual([0, '', {steps: step - 1, archived: 4_000}]);
    expect(positionsIn(folder.file).all, `killed before step ${step}`).toEqual(upTo(7_000));
    archive(folder.file, 5_000);
    const {all, table} = positionsIn(folder.file);
    expect([all.length, table[0], readdirSync(`${folder.path}/archive`).length], `after step ${step}`).toEqual([7_000, 4_001, 2]);
    if (child.signal === null) break;
  }
  expect(killed).toBeGreaterThan(20);
}, 120_000);
