import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {expect, test} from 'vitest';
import type {Event} from '../../src/core/index.ts';
import {TestFolder} from '../config/folder.ts';
import {boardWith, FakeTeam, messageWith, sessionWith} from './fake-team.ts';
import {environmentOf, harmony, harmonyProgram} from './harmony.ts';

/** A command that goes on: its lines one by one, and how it ends. */
function start(folder: string, args: readonly string[]) {
  const child = spawn(process.execPath, [harmonyProgram, ...args], {
    cwd: folder,
    env: environmentOf(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    next: async (): Promise<string> => String((await lines.next()).value),
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
    },
  };
}

const event = (position: number, body: Event['body']): Event => ({
  position,
  at: position,
  wall: Date.now(),
  command: 'c',
  actor: 'harmony',
  body,
});
const registered = (id: string): Event['body'] => ({
  type: 'session.registered',
  spec: {id, role: 'backend', tier: 3, client: 'command', expertise: [], delegatesTo: [], paths: [], origin: 'config'},
});
const started = (session: string): Event['body'] => ({type: 'session.started', session, incarnation: 1, process: null, conversation: null});

/** A team with a journal that may grow. */
async function teamWithJournal(journal: Event[]): Promise<FakeTeam> {
  const team = await new FakeTeam().start();
  team.answer = ({method, params}) => ({
    result: method === 'events' ? journal.filter(({position}) => position > params.from).slice(0, params.limit) : boardWith({}),
  });
  return team;
}

test('log tells what the team did, of one session when asked, and the newest only', async () => {
  await using team = await teamWithJournal(
    [registered('ada'), registered('bob'), started('ada'), started('bob')].map((body, index) => event(index + 1, body)),
  );
  const {stdout} = await harmony(team.folder.path, ['log']);
  expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}ada +started\n\d\d:\d\d:\d\d {2}bob +started\n$/);
  expect((await harmony(team.folder.path, ['log', '--session', 'bob'])).stdout).toMatch(/^\S+ {2}bob +started\n$/);
  expect((await harmony(team.folder.path, ['log', '--lines', '1'])).stdout).toMatch(/^\S+ {2}bob +started\n$/);
  const json = (await harmony(team.folder.path, ['log', '--json'])).stdout.trim().split('\n');
  expect(json.map((line) => JSON.parse(line).position)).toEqual([1, 2, 3, 4]);
  expect(await harmony(team.folder.path, ['log', '--session', 'carol'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('ada, bob'),
  });
});

test('log tells what happened since a moment, and of one type', async () => {
  const journal = [registered('ada'), started('ada'), started('bob')].map((body, index) => event(index + 1, body));
  const hoursAgo = (position: number, hours: number): Event => ({...event(position, started('eve')), wall: Date.now() - hours * 3_600_000});
  await using team = await teamWithJournal([hoursAgo(1, 5), ...journal.map((each) => ({...each, position: each.position + 1}))]);
  const positions = async (...args: string[]): Promise<number[]> => {
    const {stdout} = await harmony(team.folder.path, ['log', '--json', ...args]);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).position);
  };
  expect(await positions()).toEqual([1, 2, 3, 4]);
  expect(await positions('--since', '2h')).toEqual([2, 3, 4]);
  expect(await positions('--since', '6h', '--lines', '1')).toEqual([4]);
  expect(await positions('--type', 'session.started')).toEqual([1, 3, 4]);
  expect(await positions('--type', 'session', '--since', '2h')).toEqual([2, 3, 4]);
});

test('replay shows the board as it was after an event, and at a time', async () => {
  const wall = Date.now() - 3_600_000;
  const journal = [registered('ada'), started('ada'), registered('bob'), started('bob')].map((body, index) => ({
    ...event(index + 1, body),
    at: 1_000 + index * 600_000,
    wall: wall + index * 600_000,
  }));
  await using team = await teamWithJournal(journal);
  const board = async (at: string) => (await harmony(team.folder.path, ['replay', '--at', at, '--json'])).json;
  expect(await board('2')).toMatchObject({position: 2, at: 601_000, sessions: [{id: 'ada', alive: true}]});
  expect((await board('4')).sessions.map(({id}: {id: string}) => id)).toEqual(['ada', 'bob']);
  // A quarter of an hour after the beginning: two of the four had happened.
  const then = await board(new Date(wall + 900_000).toISOString());
  expect(then).toMatchObject({position: 2, at: 901_000});
  expect((await harmony(team.folder.path, ['replay', '--at', '2'])).stdout).toMatch(/ada/);
  for (const [at, said] of [
    ['5', 'ends at 4'],
    ['0', 'Nothing had happened'],
    ['2h', 'Nothing had happened'],
  ] as const) {
    expect(await harmony(team.folder.path, ['replay', '--at', at])).toMatchObject({exitCode: 3, stderr: expect.stringContaining(said)});
  }
});

test('a journal of many pages is read to its end', async () => {
  const journal = [registered('ada'), ...Array.from({length: 1_200}, () => started('ada'))].map((body, index) => event(index + 1, body));
  await using team = await teamWithJournal(journal);
  expect((await harmony(team.folder.path, ['log', '--lines', '5000'])).stdout.trim().split('\n')).toHaveLength(1_200);
});

test('log --follow goes on with what happens, and ends with the team', async () => {
  const journal = [event(1, registered('ada')), event(2, started('ada'))];
  await using team = await teamWithJournal(journal);
  await using logs = start(team.folder.path, ['log', '--follow']);
  expect(await logs.next()).toMatch(/ada +started$/);
  journal.push(event(3, {type: 'session.paused', session: 'ada', paused: true}));
  team.push({push: 'board', board: boardWith({})});
  expect(await logs.next()).toMatch(/ada +paused$/);
  team.hangUp();
  expect(await logs.ended).toBe(0);
});

test('board --watch prints each change', async () => {
  await using team = await new FakeTeam().start();
  let state: 'idle' | 'failed' = 'idle';
  team.answer = () => ({result: boardWith({sessions: [sessionWith({state})]})});
  await using board = start(team.folder.path, ['board', '--watch', '--json']);
  expect(JSON.parse(await board.next()).sessions[0].state).toBe('idle');
  state = 'failed';
  team.push({push: 'board', board: boardWith({})});
  expect(JSON.parse(await board.next()).sessions[0].state).toBe('failed');
});

test('inbox --watch shows each message once', async () => {
  await using team = await new FakeTeam().start();
  const messages = [messageWith('M-1')];
  team.answer = ({method}) => ({result: method === 'inbox' ? {messages} : boardWith({})});
  await using inbox = start(team.folder.path, ['inbox', '--watch', '--json']);
  expect(JSON.parse(await inbox.next())).toEqual({messages: [messageWith('M-1')]});
  team.push({push: 'board', board: boardWith({})});
  messages.push(messageWith('M-2'));
  team.push({push: 'board', board: boardWith({})});
  expect(JSON.parse(await inbox.next())).toEqual({messages: [messageWith('M-2')]});
});

test('whoever reads no further ends it', async () => {
  const journal = [event(1, registered('ada')), ...Array.from({length: 2_000}, (_, index) => event(index + 2, started('ada')))];
  await using team = await teamWithJournal(journal);
  const child = spawn('/bin/sh', ['-c', `"$0" "$1" log --lines 2000 | head -1`, process.execPath, harmonyProgram], {
    cwd: team.folder.path,
    env: environmentOf(team.folder.path),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  await new Promise((resolve) => child.on('close', resolve));
  expect(errors).toBe('');
});

test("the supervisor's own log is read without a team, and followed", async () => {
  using folder = new TestFolder();
  expect(await harmony(folder.path, ['logs'])).toMatchObject({exitCode: 3});
  folder.write('.harmony/run/supervisor.log', 'one\ntwo\nthree\n');
  expect((await harmony(folder.path, ['logs', '--lines', '2'])).stdout).toBe('two\nthree\n');
  await using logs = start(folder.path, ['logs', '--follow', '--lines', '1', '--json']);
  expect(await logs.next()).toBe('{"line":"three"}');
  folder.write('.harmony/run/supervisor.log', 'one\ntwo\nthree\nfour\n');
  expect(await logs.next()).toBe('{"line":"four"}');
  // A new log took its place.
  folder.write('.harmony/run/supervisor.log', 'new\n');
  expect(await logs.next()).toBe('{"line":"new"}');
});
