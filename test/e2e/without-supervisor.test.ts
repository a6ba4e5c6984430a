import {renameSync, rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import type {Command} from '../../src/cli/command.ts';
import {groups} from '../../src/cli/table/table.ts';
import {projectFiles} from '../../src/protocol/layout.ts';
import {killAndWait, TestProject} from './project.ts';

const cat = {name: 'ada', run: 'exec cat'};

/** A team whose supervisor was killed, and who joined it before. */
async function bereft(project: TestProject, ...names: readonly string[]): Promise<Record<string, string>[]> {
  await project.up();
  const guests = [];
  for (const name of names) guests.push(await project.join(name));
  await killAndWait(await project.supervisorPid());
  return guests;
}

test('claims, messages and heartbeats go on without a supervisor, by the same rules, and the next one knows of them', async () => {
  await using project = new TestProject([cat]);
  const [bob = {}, cyd = {}] = await bereft(project, 'bob', 'cyd');
  project.write('src/server.ts', '');
  symlinkSync('src', join(project.folder, 'link'));
  const granted = await project.run(['claim', 'link/server.ts', '--why', 'routes', '--json'], {env: bob});
  expect(granted).toMatchObject({exitCode: 0, json: {claim: {holder: 'bob', resources: [{pattern: 'src/server.ts'}]}}});
  expect(await project.run(['claim', 'src/**', '--json'], {env: cyd})).toMatchObject({
    exitCode: 4,
    json: {error: {code: 'conflict', details: {conflict: {holder: 'bob', reason: 'routes'}}}},
  });
  expect(await project.run(['claim', 'src'])).toMatchObject({exitCode: 1, stderr: expect.stringContaining('Only a session')});
  expect(await project.run(['heartbeat', '--action', 'testing'], {env: bob})).toMatchObject({exitCode: 0});
  const sent = await project.run(['send', 'cyd', 'May I have it?'], {env: bob});
  expect(sent).toMatchObject({exitCode: 0, stdout: 'M-1 to cyd.\n'.trim(), stderr: expect.stringContaining('No supervisor runs')});
  expect((await project.run(['inbox', '--take', '--json'], {env: cyd})).json.messages).toMatchObject([{id: 'M-1', from: 'bob'}]);
  expect((await project.run(['inbox', '--json'], {env: cyd})).json.messages).toEqual([]);
  expect((await project.run(['reply', 'M-1', 'Yes, at three.'], {env: cyd})).exitCode).toBe(0);
  expect((await project.ok('trace', 'M-1', '--json')).json.lines).toMatchObject([{what: 'sent'}, {}, {what: 'seen'}, {what: 'answered'}]);
  expect((await project.ok('claims', '--json')).json.claims).toMatchObject([{holder: 'bob'}]);
  expect((await project.ok('status')).stdout).toContain('its sessions go on: ada');
  await project.ok('send', 'ada', 'from before');
  await project.up();
  expect((await project.board()).claims).toMatchObject([{holder: 'bob', resources: ['src/server.ts']}]);
  expect((await project.run(['claim', 'src/server.ts', '--json'], {env: bob})).json).toMatchObject({renewed: true, claim: {fence: 1}});
  // What was only queued is delivered now: a plain command gets it typed in.
  expect((await project.board()).messages.find(({subject}) => subject === 'from before')).toBeDefined();
});

test('only whoever has the token of the running incarnation is the session', async () => {
  await using project = new TestProject([cat]);
  const [bob = {}] = await bereft(project, 'bob');
  for (const token of ['', 'x', `${bob.HARMONY_TOKEN}x`]) {
    const told = await project.run(['claim', 'a.ts', '--json'], {env: {...bob, HARMONY_TOKEN: token}});
    expect(told.json.error.code).toBe(token === '' ? 'usage' : 'stale');
  }
  expect(await project.run(['claim', 'a.ts', '--json'], {env: {...bob, HARMONY_SESSION: 'eve'}})).toMatchObject({exitCode: 1});
  rmSync(projectFiles(project.folder).gateway);
  expect(await project.run(['claim', 'a.ts', '--json'], {env: bob})).toMatchObject({json: {error: {code: 'stale'}}});
  expect((await project.ok('claims', '--json')).json.claims).toEqual([]);
});

test('the line goes on without a supervisor, and whoever interrupts the call gives the place up', async () => {
  await using project = new TestProject([cat]);
  const [bob = {}, cyd = {}, dan = {}] = await bereft(project, 'bob', 'cyd', 'dan');
  await project.run(['claim', 'a.ts'], {env: bob});
  const stop = new AbortController();
  const waits = (count: number) => project.until(async () => (await project.board()).waits.length === count, `${count} wait`);
  const dans = project.run(['claim', 'a.ts', '--wait', '--json'], {env: dan, cancelSignal: stop.signal});
  await waits(1);
  const cyds = project.run(['claim', 'a.ts', '--wait', '--json'], {env: cyd});
  await waits(2);
  stop.abort();
  await dans;
  await waits(1);
  await project.run(['release', '--all'], {env: bob});
  expect(await cyds).toMatchObject({exitCode: 0, json: {wait: 'W-2', claim: {holder: 'cyd', fence: 2}}});
  // A supervisor that comes meanwhile takes the line over.
  const bobs = project.run(['claim', 'a.ts', '--wait', '--json'], {env: bob});
  await waits(1);
  await project.up();
  await project.run(['release', '--all'], {env: cyd});
  expect(await bobs).toMatchObject({exitCode: 0, json: {wait: 'W-3', claim: {holder: 'bob', fence: 3}}});
});

test('a guest whose process has ended meanwhile keeps nothing', async () => {
  await using project = new TestProject([cat]);
  await project.up();
  const {pid} = await project.session('ada');
  const bob = await project.join('bob', '--pid', String(pid));
  const cyd = await project.join('cyd');
  await project.run(['claim', 'a.ts'], {env: bob});
  await killAndWait(await project.supervisorPid());
  expect(await project.run(['claim', 'a.ts'], {env: cyd})).toMatchObject({exitCode: 4});
  await project.ok('down');
  expect(await project.run(['claim', 'a.ts'], {env: cyd})).toMatchObject({exitCode: 0});
});

test('each command does without a running team what its entry in the table says', async () => {
  await using project = new TestProject([cat]);
  const values: Record<string, readonly string[]> = {
    up: ['--help'],
    demo: ['--help'],
    init: ['--help'],
    attach: ['--help'],
    completion: ['bash'],
    wait: ['ada', '--until', 'idle'],
    replay: ['--at', '1'],
    type: ['ada', 'x'],
    join: ['--name', 'eve'],
    inbox: [],
    trace: ['M-1'],
    send: ['ada', 'x'],
    reply: ['M-1', 'Why?'],
    delegate: ['ada', 'x'],
    accept: ['T-9'],
    done: ['T-9'],
    claim: ['a.ts'],
    release: ['a.ts'],
    heartbeat: ['--action', 'x'],
    approve: ['A-1'],
    deny: ['A-1'],
    block: ['a key'],
    unblock: ['B-1', 'here'],
    'task add': ['x'],
    'task show': ['T-9'],
    'task change': ['T-9', '--priority', 'high'],
    'task done': ['T-9'],
    'task fail': ['T-9'],
    'task cancel': ['T-9'],
    'task approve': ['T-9'],
    'task reject': ['T-9', 'x'],
    'phase show': ['SPECS'],
    'phase reopen': ['SPECS'],
  };
  const sessions = ['screen', 'explain', 'pause', 'resume', 'start', 'stop', 'restart'];
  const run = ({name}: Command) =>
    project.run([...name.split(' '), ...(values[name] ?? (sessions.includes(name) ? ['ada'] : [])), '--json']);
  const commands = groups.flatMap((group) => group.commands).filter(({name}) => values[name]?.[0] !== '--help');
  for (const command of commands.filter(({needs}) => needs !== 'nothing'))
    expect([command.name, (await run(command)).json.error.code]).toEqual([command.name, 'not-running']);
  await project.up();
  await project.ok('send', 'ada', 'first');
  await project.ok('down');
  for (const command of commands.filter(({needs}) => needs === 'team'))
    expect([command.name, (await run(command)).json.error.code]).toEqual([command.name, 'not-running']);
  for (const command of commands.filter(({needs}) => needs === 'journal'))
    expect([command.name, (await run(command)).stdout]).toEqual([command.name, expect.not.stringContaining('not-running')]);
});

test('a supervisor that is about to listen is waited for, and nothing is written beside it', async () => {
  await using project = new TestProject([cat]);
  const [bob = {}] = await bereft(project, 'bob');
  // Not as a process lock, which names its holder: the end of the test would end this process.
  const lock = new DatabaseSync(projectFiles(project.folder).supervisorLock, {timeout: 5_000});
  lock.exec('BEGIN EXCLUSIVE');
  let ended = false;
  const claim = project.run(['claim', 'a.ts'], {env: bob}).finally(() => {
    ended = true;
  });
  expect((await project.run(['ps'])).exitCode).toBe(3);
  expect(ended).toBe(false);
  lock.close();
  expect((await claim).exitCode).toBe(0);
});

test('a journal that is damaged or gone is said to be so, and left as it is', async () => {
  await using project = new TestProject([cat]);
  const [bob = {}] = await bereft(project, 'bob');
  const {journal} = projectFiles(project.folder);
  renameSync(journal, `${journal}.kept`);
  for (const suffix of ['-wal', '-shm']) rmSync(journal + suffix, {force: true});
  expect(await project.run(['claim', 'a.ts', '--json'], {env: bob})).toMatchObject({exitCode: 3});
  project.write('.harmony/run/journal.db', 'no database at all, but a text of some length'.repeat(100));
  expect(await project.run(['claim', 'a.ts', '--json'], {env: bob})).toMatchObject({
    exitCode: 1,
    json: {error: {code: 'failed', details: {journal: 'corrupt'}}},
  });
});

test('bad input is refused with the same exit codes, and no message of it is kept', async () => {
  await using project = new TestProject([cat]);
  const [bob = {}] = await bereft(project, 'bob');
  const cases: readonly (readonly [number, ...string[]])[] = [
    [3, 'send', 'nobody', 'hello'],
    [3, 'reply', 'M-99', 'hello'],
    [3, 'trace', 'M-99'],
    [3, 'release', 'C-99'],
    [2, 'claim', 'a.ts', '--for', '1s'],
    [2, 'claim', 'a.ts', '--for', 'soon'],
    [2, 'claim', '../outside'],
    [2, 'claim', '/etc/passwd'],
    [2, 'claim', '**'],
    [2, 'claim', 'a\u0007b'],
  ];
  for (const [exitCode, ...args] of cases) expect([args, (await project.run(args, {env: bob})).exitCode]).toEqual([args, exitCode]);
  const long = await project.run(['send', 'ada', '-', '--json'], {env: bob, stdin: 'pipe', input: 'x'.repeat(1024 * 1024)});
  expect([long.exitCode, long.json.error.message]).toEqual([2, expect.stringMatching(/characters|long|bytes|large/)]);
  expect((await project.board()).messages).toEqual([]);
});
