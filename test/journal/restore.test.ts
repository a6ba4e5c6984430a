import {existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {Archive, archiveFolderOf} from '../../src/journal/archive/archive.ts';
import {setTornLinesAside} from '../../src/journal/archive/set-torn-lines-aside.ts';
import {systemClock} from '../../src/journal/clock.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {openJournal} from '../../src/journal/open.ts';
import {TeamStore} from '../../src/journal/team-store.ts';
import {eventAt, fillJournal} from './events.ts';
import {temporaryFolder} from './folder.ts';

const GARBAGE = 'no database at all'.repeat(2_000);

function prepare(file: string, steps: {backupAt?: number; archiveBefore?: number; end: number}): void {
  if (steps.backupAt) {
    fillJournal(file, steps.backupAt);
    const journal = new FileJournal(file);
    journal.backUp();
    journal.close();
  }
  fillJournal(file, steps.end);
  if (steps.archiveBefore) {
    const journal = new FileJournal(file);
    journal.archiveOld({olderThan: steps.archiveBefore, mostBytes: 1e9});
    journal.close();
  }
}

/** What is there, and that it is what was written; without the event that raises the fences. */
function restored(file: string): {positions: number[]; told: string} {
  const {journal, notices} = openJournal(file);
  const events = journal.read(0, 100_000);
  expect(events.at(-1)?.body.type).toBe('journal.restored');
  expect(journal.position()).toBe(events.length);
  const positions = events.slice(0, -1).map((event) => {
    expect(event).toEqual({...eventAt(event.position), position: event.position});
    return event.position;
  });
  journal.close();
  expect(existsSync(`${file}.restoring`)).toBe(false);
  return {positions, told: notices.join(' ')};
}

const upTo = (count: number): number[] => Array.from({length: count}, (_, index) => index + 1);

/** Overwrites the pages where these events are, found by what is written in them. */
function overwriteFrom(file: string, at: number): void {
  const bytes = readFileSync(file);
  const page = Math.floor(bytes.indexOf(`"ada-${at}"`) / 4_096) * 4_096;
  bytes.fill(0x5a, page, page + 4_096);
  writeFileSync(file, bytes);
}

test('a journal is made again of its backup, and of what is readable beyond it', () => {
  using folder = temporaryFolder();
  prepare(folder.file, {backupAt: 1_000, end: 3_000});
  overwriteFrom(folder.file, 2_500);
  const {positions, told} = restored(folder.file);
  expect(positions.length).toBeGreaterThan(2_400);
  expect(positions).toEqual(upTo(positions.length));
  expect(told).toMatch(/the backup with 1000 events, 14\d\d events that could be read from the damaged file\./);
  expect(told).toContain(`The events ${positions.length + 1} to 3000 are lost.`);
});

test('the archive is used where it goes further than the backup', () => {
  using folder = temporaryFolder();
  prepare(folder.file, {backupAt: 1_000, archiveBefore: 5_000, end: 6_000});
  writeFileSync(folder.file, GARBAGE);
  const {positions, told} = restored(folder.file);
  expect(positions).toEqual(upTo(4_000));
  expect(told).toMatch(/the backup with 1000 events, the archive up to position 4000\. What came after position 4000 is lost/);
});

test('a restoration that was cut off before its last step is brought to its end, with what could be read', () => {
  using folder = temporaryFolder();
  prepare(folder.file, {backupAt: 1_000, end: 3_000});
  overwriteFrom(folder.file, 2_500);
  const {positions} = restored(folder.file);
  // As it is between the two last renamings.
  for (const suffix of ['-wal', '-shm']) rmSync(folder.file + suffix, {force: true});
  renameSync(folder.file, `${folder.file}.restored`);
  writeFileSync(`${folder.file}-wal`, GARBAGE);
  expect(restored(folder.file)).toEqual({positions, told: ''});
});

test('without a backup, of the archive and the readable rows: a start folds them all', async () => {
  using folder = temporaryFolder();
  prepare(folder.file, {archiveBefore: 5_000, end: 6_000});
  overwriteFrom(folder.file, 5_500);
  const {positions, told} = restored(folder.file);
  expect(positions.length).toBeGreaterThan(5_400);
  expect(told).toMatch(/no usable backup.*archive up to position 4000.*events that could be read.*to 6000 are lost/s);
  const store = new TeamStore(new FileJournal(folder.file), systemClock);
  expect(store.team.position).toBe(positions.length + 1);
  await store.close();
});

test('what was archived twice over a restoration is there once', () => {
  using folder = temporaryFolder();
  prepare(folder.file, {backupAt: 5_500, archiveBefore: 5_000, end: 6_000});
  writeFileSync(folder.file, GARBAGE);
  expect(restored(folder.file).positions).toEqual(upTo(5_500));
  const journal = new FileJournal(folder.file);
  journal.archiveOld({olderThan: 5_000, mostBytes: 1e9});
  expect(journal.read(0, 10_000).map(({position}) => position)).toEqual(upTo(5_501));
  journal.close();
  expect(readdirSync(archiveFolderOf(folder.file))).toHaveLength(2);
});

test('a journal and its backup that are gone are made again of the archive', () => {
  using folder = temporaryFolder();
  prepare(folder.file, {archiveBefore: 3_000, end: 4_000});
  for (const suffix of ['', '-wal', '-shm']) rmSync(folder.file + suffix, {force: true});
  const {positions, told} = restored(folder.file);
  expect(positions).toEqual(upTo(2_000));
  expect(told).toMatch(/empty or gone.*After|after position 2000 is lost/s);
});

test('damaged lines of the archive are set aside and told, and a team that needs them does not begin without them', () => {
  using folder = temporaryFolder();
  prepare(folder.file, {archiveBefore: 5_000, end: 6_000});
  const archive = new Archive(archiveFolderOf(folder.file));
  const [first, second] = archive.files();
  const text = readFileSync(first?.path ?? '', 'utf8');
  // One was changed, the last one torn.
  writeFileSync(first?.path ?? '', text.replace('"ada-700"', '"eve-700"').slice(0, -30));
  expect(setTornLinesAside(archive)).toEqual([
    expect.stringMatching(/^2 damaged lines .*000000000001-000000002000\.jsonl .*\.torn\. 2 events between 700 and 2000 are lost\.$/),
  ]);
  expect(readFileSync(`${first?.path}.torn`, 'utf8').split('\n')).toHaveLength(3);
  expect(setTornLinesAside(archive)).toEqual([]);
  const journal = new FileJournal(folder.file);
  const positions = journal.read(0, 10_000).map(({position}) => position);
  expect(positions).toEqual(upTo(6_000).filter((position) => position !== 700 && position !== 2_000));
  expect(() => new TeamStore(journal, systemClock)).toThrow(/events 700 to 700 are neither/);
  journal.close();
  expect(second?.first).toBe(2_001);
});
