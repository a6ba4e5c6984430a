import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {type Event, emptyTeam, evolve} from '../../src/core/index.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import type {NewEvent} from '../../src/journal/journal.ts';
import {FOLD} from '../../src/journal/team-store.ts';
import {projectFiles} from '../../src/protocol/layout.ts';
import {TestFolder} from '../config/folder.ts';
import {harmony} from './harmony.ts';

const EVENTS = 5_000;
const HOUR = 3_600_000;
/** The last event was now, and one came each second. */
const BEGIN = Date.now() - EVENTS * 1_000;
const wallOf = (position: number): number => BEGIN + position * 1_000;

const NAMES = ['ada', 'bob'] as const;

function bodyOf(position: number): Event['body'] {
  const session = NAMES[position % 2] ?? 'ada';
  if (position <= 2) {
    const spec = {
      id: session,
      role: 'backend',
      tier: 3,
      client: 'command',
      expertise: [],
      delegatesTo: [],
      paths: [],
      origin: 'config',
    } as const;
    return {type: 'session.registered', spec};
  }
  return {type: 'session.started', session, incarnation: Math.ceil(position / 2) - 1, process: null, conversation: null};
}

const eventOf = (position: number): NewEvent => ({
  at: wallOf(position),
  wall: wallOf(position),
  command: `c-${position}`,
  actor: 'harmony',
  body: bodyOf(position),
});

/** A project whose team has ended: 4,000 of its events are in the archive, and there is a snapshot in the middle and one at the end. */
function endedTeam(): {folder: TestFolder; file: string} & Disposable {
  const folder = new TestFolder();
  const file = projectFiles(folder.path).journal;
  mkdirSync(dirname(file), {recursive: true});
  const journal = new FileJournal(file);
  const team = emptyTeam();
  for (const part of [1, 2]) {
    const from = journal.position();
    const events = Array.from({length: EVENTS / 2}, (_, index) => eventOf(from + index + 1));
    journal.append(from, events, []);
    for (const [index, event] of events.entries()) evolve(team, {...event, position: from + index + 1});
    // Marked, so that one can see that it was used.
    journal.saveSnapshot({position: team.position, format: FOLD, team: {...team, name: `snapshot ${part}`}});
  }
  // Kept only every so often: put back as an earlier one would have been.
  const database = new DatabaseSync(file);
  database
    .prepare('INSERT OR IGNORE INTO snapshot SELECT 2500, format, replace(team, ?, ?) FROM snapshot WHERE position = ?')
    .run('"position":5000', '"position":2500', EVENTS);
  database.close();
  journal.archiveOld({olderThan: wallOf(4_500), mostBytes: 1e9});
  journal.close();
  return {folder, file, [Symbol.dispose]: () => folder[Symbol.dispose]()};
}

const linesOf = (stdout: string): string[] => stdout.split('\n').filter((line) => line !== '');

test('without a team log reads the journal and its archive', async () => {
  using past = endedTeam();
  const positions = async (...args: string[]) =>
    linesOf((await harmony(past.folder.path, ['log', '--json', ...args])).stdout).map((line) => (JSON.parse(line) as Event).position);
  expect(await positions('--lines', '2')).toEqual([4_999, 5_000]);
  // A session that is only in old events, and all of them.
  expect(await positions('--type', 'session.registered')).toEqual([1, 2]);
  const since = new Date(wallOf(3_998)).toISOString();
  expect((await positions('--since', since)).slice(0, 5)).toEqual([3_998, 3_999, 4_000, 4_001, 4_002]);
  const {stdout} = await harmony(past.folder.path, ['log', '--session', 'bob', '--lines', '1']);
  expect(stdout).toMatch(/^.*\d\d:\d\d:\d\d {2}bob +started again \(2499\)\n$/);
  expect(await harmony(past.folder.path, ['log', '--follow'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringMatching(/No team is running/),
  });
});

test('without a team replay shows an earlier board, from the nearest snapshot before it', async () => {
  using past = endedTeam();
  const board = async (at: string) => (await harmony(past.folder.path, ['replay', '--at', at, '--json'])).json;
  expect(await board('2000')).toMatchObject({position: 2_000, team: '', sessions: [{id: 'bob', incarnation: 999}, {id: 'ada'}]});
  expect(await board(new Date(wallOf(3_000) + 10).toISOString())).toMatchObject({position: 3_000, team: 'snapshot 2'});
  expect(await harmony(past.folder.path, ['replay', '--at', '5001'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringMatching(/ends at 5000/),
  });
});

test('replay tells the story between two moments, faster than it was', async () => {
  using past = endedTeam();
  const told = await harmony(past.folder.path, ['replay', '--from', '3999', '--to', '4002', '--speed', '100000']);
  expect(linesOf(told.stdout).map((line) => line.replace(/^.*?(\d\d:\d\d:\d\d)/, ''))).toEqual([
    '  bob           started again (1999)',
    '  ada           started again (1999)',
    '  bob           started again (2000)',
    '  ada           started again (2000)',
  ]);
  const between = [new Date(wallOf(100)).toISOString(), new Date(wallOf(102)).toISOString()] as const;
  const json = await harmony(past.folder.path, ['replay', '--from', between[0], '--to', between[1], '--json']);
  expect(linesOf(json.stdout).map((line) => (JSON.parse(line) as Event).position)).toEqual([100, 101, 102]);
  const none = await harmony(past.folder.path, ['replay', '--from', new Date(Date.now() + HOUR).toISOString()]);
  expect(none).toMatchObject({exitCode: 3, stderr: expect.stringMatching(/Nothing happened/)});
});

test.each([
  [['--at', '1h', '--from', '2h'], /one of the two/],
  [['--from', 'noon'], /--from takes/],
  [['--to', '25:00'], /--to takes/],
  [['--from', '1', '--speed', '0'], /how many times as fast/],
])('replay %j is a usage error', async (args, said) => {
  using past = endedTeam();
  expect(await harmony(past.folder.path, ['replay', ...args])).toMatchObject({exitCode: 2, stderr: expect.stringMatching(said)});
});

test('a journal that cannot be read is an error with a remedy, and is left as it is; where there is none, no team was there', async () => {
  using past = endedTeam();
  writeFileSync(past.file, 'no database at all'.repeat(1_000));
  for (const suffix of ['-wal', '-shm']) rmSync(past.file + suffix, {force: true});
  for (const command of [['log'], ['replay', '--at', '1h']]) {
    expect(await harmony(past.folder.path, command)).toMatchObject({exitCode: 1, stderr: expect.stringMatching(/damaged.*next start/s)});
  }
  rmSync(past.file);
  expect(await harmony(past.folder.path, ['log'])).toMatchObject({exitCode: 3, stderr: expect.stringMatching(/No team is running/)});
});
