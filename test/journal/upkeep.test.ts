import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {archiveFolderOf} from '../../src/journal/archive/archive.ts';
import {backupOf, backupPosition, copyOf} from '../../src/journal/file/backup.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {JournalUpkeep} from '../../src/journal/upkeep/journal-upkeep.ts';
import type {UpkeepReport} from '../../src/journal/upkeep/upkeep-report.ts';
import {eventAt, fillJournal} from './events.ts';
import {temporaryFolder} from './folder.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/journal-upkeep.js', import.meta.url));

/** The upkeep of a journal that is open here, as a supervisor has it. */
function upkeepOf(file: string, olderThan: number) {
  const journal = new FileJournal(file);
  const reports: {problem: string | null; report: UpkeepReport | null}[] = [];
  const upkeep = new JournalUpkeep({
    file,
    program: PROGRAM,
    retention: () => ({olderThan, mostBytes: 1e9}),
    position: () => journal.position(),
    saveSnapshot: () => {},
    onReport: (problem, report) => reports.push({problem, report}),
  });
  return {
    journal,
    reports,
    upkeep,
    [Symbol.dispose]: () => {
      upkeep[Symbol.dispose]();
      journal.close();
    },
  };
}

test('while a team runs its journal is archived and backed up, and again only when something has happened', async () => {
  using folder = temporaryFolder();
  fillJournal(folder.file, 5_000);
  using running = upkeepOf(folder.file, 3_000);
  await running.upkeep.run();
  expect(running.reports).toEqual([{problem: null, report: {archived: 2_000, backedUp: true, lost: []}}]);
  expect([backupPosition(folder.file), readdirSync(archiveFolderOf(folder.file)).length]).toEqual([5_000, 1]);
  await running.upkeep.run();
  expect(running.reports).toHaveLength(1);
  expect(running.journal.append(5_000, [eventAt(5_001)], [])).toBe(true);
  await running.upkeep.run();
  expect(running.reports[1]).toEqual({problem: null, report: {archived: 0, backedUp: true, lost: []}});
  expect(backupPosition(folder.file)).toBe(5_001);
});

test('a damaged journal does not take the place of its backup, and the team is told', async () => {
  using folder = temporaryFolder();
  fillJournal(folder.file, 5_000);
  using running = upkeepOf(folder.file, 0);
  await running.upkeep.run();
  const backup = readFileSync(backupOf(folder.file));
  running.journal.append(5_000, [eventAt(5_001)], []);
  const bytes = readFileSync(folder.file);
  bytes.fill(0x5a, 40_960, 49_152);
  writeFileSync(folder.file, bytes);
  await running.upkeep.run();
  expect(running.reports[1]).toEqual({problem: expect.stringMatching(/journal.*damaged/), report: null});
  expect(readFileSync(backupOf(folder.file)).equals(backup)).toBe(true);
});

test('what a killed process had begun to copy is removed, what a living one copies is not', async () => {
  using folder = temporaryFolder();
  fillJournal(folder.file, 10);
  using running = upkeepOf(folder.file, 0);
  const {pid: ended} = spawnSync(process.execPath, ['-e', '']);
  const copies = [ended, process.pid].map((pid) => copyOf(folder.file, pid));
  for (const copy of copies) writeFileSync(copy, 'half of it');
  await running.upkeep.run();
  expect(copies.map((copy) => existsSync(copy))).toEqual([false, true]);
});

test('a journal that was deleted under the team is not made anew', async () => {
  using folder = temporaryFolder();
  using running = upkeepOf(`${folder.path}/other.db`, 0);
  const gone = new JournalUpkeep({
    file: folder.file,
    program: PROGRAM,
    retention: () => ({olderThan: 0, mostBytes: 1e9}),
    position: () => 1,
    saveSnapshot: () => {},
    onReport: (problem, report) => running.reports.push({problem, report}),
  });
  await gone.run();
  gone[Symbol.dispose]();
  expect(running.reports).toEqual([{problem: null, report: {archived: 0, backedUp: false, lost: []}}]);
  expect(existsSync(folder.file)).toBe(false);
});
