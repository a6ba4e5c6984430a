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

test('logs tells what the team did, of one session when asked, and the newest only', async () => {
  await using team = await teamWithJournal(
    [registered('ada'), registered('bob'), started('ada'), started('bob')].map((body, index) => event(index + 1, body)),
  );
  const {stdout} = await harmony(team.folder.path, ['logs']);
  expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}ada +started\n\d\d:\d\d:\d\d {2}bob +started\n$/);
  expect((await harmony(team.folder.path, ['logs', 'bob'])).stdout).toMatch(/^\S+ {2}bob +started\n$/);
  expect((await harmony(team.folder.path, ['logs', '--lines', '1'])).stdout).toMatch(/^\S+ {2}bob +started\n$/);
  const json = (await harmony(team.folder.path, ['logs', '--json'])).stdout.trim().split('\n');
  expect(json.map((line) => JSON.parse(line).position)).toEqual([1, 2, 3, 4]);
  expect(await harmony(team.folder.path, ['logs', 'carol'])).toMatchObject({exitCode: 3, stderr: expect.stringContaining('ada, bob')});
});

test('a journal of many pages is read to its end', async () => {
  const journal = [registered('ada'), ...Array.from({length: 1_200}, () => started('ada'))].map((body, index) => event(index + 1, body));
  await using team = await teamWithJournal(journal);
  expect((await harmony(team.folder.path, ['logs', '--lines', '5000'])).stdout.trim().split('\n')).toHaveLength(1_200);
});

test('logs --follow goes on with what happens, and ends with the team', async () => {
  const journal = [event(1, registered('ada')), event(2, started('ada'))];
  await using team = await teamWithJournal(journal);
  await using logs = start(team.folder.path, ['logs', '--follow']);
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
  const child = spawn('/bin/sh', ['-c', `"$0" "$1" logs --lines 2000 | head -1`, process.execPath, harmonyProgram], {
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
  expect(await harmony(folder.path, ['logs', '--supervisor'])).toMatchObject({exitCode: 3});
  folder.write('.harmony/run/supervisor.log', 'one\ntwo\nthree\n');
  expect((await harmony(folder.path, ['logs', '--supervisor', '--lines', '2'])).stdout).toBe('two\nthree\n');
  await using logs = start(folder.path, ['logs', '--supervisor', '--follow', '--lines', '1', '--json']);
  expect(await logs.next()).toBe('{"line":"three"}');
  folder.write('.harmony/run/supervisor.log', 'one\ntwo\nthree\nfour\n');
  expect(await logs.next()).toBe('{"line":"four"}');
  // A new log took its place.
  folder.write('.harmony/run/supervisor.log', 'new\n');
  expect(await logs.next()).toBe('{"line":"new"}');
});
