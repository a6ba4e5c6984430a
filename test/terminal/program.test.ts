import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {PaneGrid} from '../../src/client/pane-grid.ts';
import {projectFiles} from '../../src/protocol/layout.ts';
import {gridCells} from './bare-terminal.ts';
import {isGone} from './is-gone.ts';
import {fixture, TestClient} from './test-client.ts';

const program = fileURLToPath(new URL('../../dist/terminal-host.js', import.meta.url));

let folder: string;
const hosts = new Set<ChildProcess>();
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-host-program-')));
});
afterEach(async () => {
  for (const host of hosts) {
    if (host.exitCode !== null || host.signalCode !== null) continue;
    host.kill('SIGTERM');
    await once(host, 'exit');
  }
  hosts.clear();
  rmSync(folder, {recursive: true, force: true});
});

function startHost(project = folder): ChildProcess {
  const host = spawn(process.execPath, [program, '--project', project], {detached: true, stdio: ['ignore', 'ignore', 'inherit']});
  hosts.add(host);
  return host;
}

/** As the supervisor does it: a bound socket is the only sign of life. */
async function connect(project = folder): Promise<TestClient> {
  const giveUp = performance.now() + 15_000;
  for (;;) {
    try {
      return await TestClient.connect(projectFiles(project).terminals, project);
    } catch (error) {
      if (performance.now() > giveUp) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

test('the host outlives hangups and its clients, and shows what was there before', async () => {
  const host = startHost();
  const first = await connect();
  const {pid} = await first.spawn('ada', `${fixture('colours-and-emoji.sh')}; exec cat`);
  await first.watch('ada');
  await first.shows('ada', 'END');
  const before = gridCells(first.grids.get('ada') as PaneGrid);
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGPIPE'] as const) host.kill(signal);
  first[Symbol.dispose]();
  using second = await connect();
  const {terminals} = await second.client.request('list', {});
  expect(terminals).toMatchObject([{terminal: 'ada', pid, exit: null}]);
  await second.watch('ada');
  await second.shows('ada', 'END');
  expect(gridCells(second.grids.get('ada') as PaneGrid)).toEqual(before);
  second.type('ada', 'alive\r');
  await second.shows('ada', 'alive\nalive');
});

test('its files are private', async () => {
  startHost();
  using _client = await connect();
  const files = projectFiles(folder);
  expect(statSync(files.run).mode & 0o777).toBe(0o700);
  for (const file of [files.terminals, files.hostLock, files.hostLog]) expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a second host leaves the first one alone', async () => {
  startHost();
  using client = await connect();
  await client.spawn('ada', 'exec cat');
  const second = startHost();
  expect(await once(second, 'exit')).toEqual([0, null]);
  expect(readFileSync(projectFiles(folder).hostLog, 'utf8')).toContain('another terminal host serves this project already');
  await client.watch('ada');
  client.type('ada', 'alive\r');
  await client.shows('ada', 'alive\nalive');
});

test('when the host is killed its programs are hung up, and the next host takes over the place', async () => {
  const host = startHost();
  const end = join(folder, 'end.txt');
  using client = await connect();
  const {pid} = await client.spawn('ada', `exec ${fixture('tell-hangup.sh')} ${end}`);
  await client.watch('ada');
  await client.shows('ada', 'ready');
  // Output is written down within less than that.
  await client.until(() => client.notifications.some(({type}) => type === 'settled'), 'it settles');
  host.kill('SIGKILL');
  await client.until(() => client.closed, 'the connection ends');
  await isGone(pid);
  expect(readFileSync(end, 'utf8')).toBe('hung up\n');
  startHost();
  using next = await connect();
  await next.spawn('ada', 'echo again', {incarnation: 2});
  await next.exits('ada', 2);
  await next.client.request('remove', {terminal: 'ada'});
  expect(readFileSync(join(projectFiles(folder).output, 'ada.log'), 'utf8')).toBe('ready\r\nagain\r\n');
});

test('a forced shutdown ends the programs and leaves no socket', async () => {
  const host = startHost();
  using client = await connect();
  const {pid} = await client.spawn('ada', `exec ${fixture('tell-hangup.sh')} ${join(folder, 'end.txt')}`);
  await client.watch('ada');
  await client.shows('ada', 'ready');
  await expect(client.client.request('shutdown', {force: false})).rejects.toThrow('still run: ada');
  const exit = once(host, 'exit');
  expect(await client.client.request('shutdown', {force: true})).toBeNull();
  expect(await exit).toEqual([0, null]);
  await isGone(pid);
  expect(existsSync(projectFiles(folder).terminals)).toBe(false);
  // The place is free at once.
  startHost();
  using next = await connect();
  expect((await next.client.request('list', {})).terminals).toEqual([]);
});

test('a project may lie deeper than a socket address is long', async () => {
  const project = join(folder, 'deep'.repeat(20), 'deeper'.repeat(20));
  mkdirSync(project, {recursive: true});
  startHost(project);
  using client = await connect(project);
  await client.spawn('ada', 'echo deep down');
  await client.exits('ada');
  expect(await client.text('ada')).toBe('deep down');
});
