import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {startTimeOf} from '../../src/platform/process-identity.ts';
import {killAndWait, TestProject} from './project.ts';

const counting = 'i=0; while read line; do i=$((i+1)); echo "line $i: $line"; done';

test('up starts the team, status lists it, down ends all of it', async () => {
  await using project = new TestProject([
    {name: 'ada', run: counting},
    {name: 'bob', run: 'exec cat'},
  ]);
  await project.up();
  const board = await project.board();
  expect(board.sessions.map(({id, role, tier, incarnation, alive}) => ({id, role, tier, incarnation, alive}))).toEqual([
    {id: 'ada', role: 'worker', tier: 2, incarnation: 1, alive: true},
    {id: 'bob', role: 'worker', tier: 2, incarnation: 1, alive: true},
  ]);
  await project.ok('type', 'ada', 'hello', '--enter');
  await project.until(async () => (await project.ok('screen', 'ada')).stdout.includes('line 1: hello'), 'ada answers');
  const pids = board.sessions.map((session) => session.pid ?? 0);
  const supervisor = await project.supervisorPid();
  const host = await project.hostPid();
  expect((await project.ok('down')).stdout).toContain('ada');
  for (const pid of [...pids, supervisor, host]) expect(startTimeOf(pid)).toBeNull();
  expect((await project.run(['ps'])).exitCode).toBe(3);
});

test('a second up finds the running team and starts nothing', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const pid = await project.supervisorPid();
  const again = await project.run(['up', '--no-attach']);
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toMatch(/already|running/);
  expect(await project.supervisorPid()).toBe(pid);
});

test('two ups at the same moment make one team', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  const both = await Promise.all([1, 2, 3].map(() => project.run(['up', '--no-attach', '--trust'])));
  expect(both.map((result) => result.exitCode)).toEqual([0, 0, 0]);
  expect((await project.board()).sessions).toMatchObject([{id: 'ada', incarnation: 1, alive: true}]);
});

test('the supervisor killed -9 leaves the sessions running, and the next up finds them with their screens and claims', async () => {
  await using project = new TestProject([{name: 'ada', run: counting}]);
  await project.up();
  await project.ok('type', 'ada', 'before', '--enter');
  await project.until(async () => (await project.ok('screen', 'ada')).stdout.includes('line 1: before'), 'ada answers');
  const guest = await project.join('carol');
  expect((await project.run(['claim', 'src/**', '--why', 'mine'], {env: guest})).exitCode).toBe(0);
  const {pid, incarnation} = await project.session('ada');
  await killAndWait(await project.supervisorPid());
  expect((await project.run(['ps'])).exitCode).toBe(3);
  expect(startTimeOf(pid ?? 0)).not.toBeNull();
  await project.up();
  expect(await project.session('ada')).toMatchObject({pid, incarnation, alive: true});
  expect((await project.ok('screen', 'ada')).stdout).toContain('line 1: before');
  expect((await project.board()).claims).toMatchObject([{holder: 'carol', resources: ['src/**']}]);
  // The guest's token is still good.
  expect((await project.run(['heartbeat', '--action', 'thinking'], {env: guest})).exitCode).toBe(0);
  await project.ok('type', 'ada', 'after', '--enter');
  await project.until(async () => (await project.ok('screen', 'ada')).stdout.includes('line 2: after'), 'the same process answers');
});

test('down ends the sessions of a supervisor that is gone, and status says that there are some', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const {pid} = await project.session('ada');
  await killAndWait(await project.supervisorPid());
  expect((await project.ok('status')).stdout).toContain('its sessions go on: ada');
  expect(await project.run(['ps'])).toMatchObject({exitCode: 3, stderr: expect.stringContaining('its sessions go on: ada')});
  expect((await project.ok('down')).stdout).toContain('ada');
  expect(startTimeOf(pid ?? 0)).toBeNull();
  expect((await project.run(['down'])).exitCode).toBe(3);
});

test('the terminal host killed -9: sessions are started again as a new incarnation', async () => {
  await using project = new TestProject([{name: 'ada', run: counting}]);
  await project.up();
  const before = await project.session('ada');
  await killAndWait(await project.hostPid());
  const after = await project.until(async () => {
    const session = await project.session('ada');
    return session.alive && session.incarnation === 2 && session;
  }, 'ada is back');
  expect(after.pid).not.toBe(before.pid);
  expect(startTimeOf(before.pid ?? 0)).toBeNull();
});

test('a session that is killed comes back; one that ends at once is given up after the limit and waits for a person', async () => {
  await using project = new TestProject(
    [
      {name: 'ada', run: counting},
      {name: 'bad', run: 'echo broken; exit 7'},
    ],
    {restart: {limit: 2, window: '10m', delay: '1s'}},
  );
  await project.up();
  const {pid} = await project.session('ada');
  await killAndWait(pid ?? 0);
  await project.until(async () => (await project.session('ada')).incarnation === 2, 'ada is started again');
  const failed = await project.until(async () => {
    const session = await project.session('bad');
    return session.state === 'failed' && session;
  }, 'bad is given up');
  expect(failed.detail).toMatch(/7/);
  expect((await project.board()).attention).toMatchObject([{kind: 'dead', session: 'bad'}]);
  expect((await project.ok('screen', 'bad')).stdout).toContain('broken');
});

test('what a session leaves behind outside of its process group is ended with it', async () => {
  await using project = new TestProject([{name: 'ada', run: 'setsid sleep 987654 & echo child $!; exec cat'}]);
  await project.up();
  const child = await project.until(async () => /child (\d+)/.exec((await project.ok('screen', 'ada')).stdout)?.[1], 'ada tells its child');
  expect(startTimeOf(Number(child))).not.toBeNull();
  await project.ok('down');
  expect(startTimeOf(Number(child))).toBeNull();
});

test('nothing is written outside of the project and the XDG folders', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  await project.ok('down');
  expect(readdirSync(project.home).filter((name) => name !== 'state')).toEqual([]);
});

test('the status board and the other projections follow within a second', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const guest = await project.join('carol');
  await project.run(['claim', 'docs/**', '--why', 'the guide'], {env: guest});
  const file = join(project.folder, '.harmony', 'STATUS_BOARD.md');
  await project.until(async () => existsSync(file) && readFileSync(file, 'utf8').includes('docs/**'), 'the board shows the claim');
  expect(readdirSync(join(project.folder, '.harmony', 'claims'))).toEqual(['C-1.json']);
});

test('a changed configuration is taken over while the team runs, a broken one is a notice', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  project.configure([
    {name: 'ada', run: 'exec cat'},
    {name: 'bob', run: 'exec cat'},
  ]);
  await project.until(
    async () => (await project.board()).sessions.some((session) => session.id === 'bob' && session.alive),
    'bob is started',
  );
  project.write('harmony.config.ts', 'export default {team: [{role: "nobody"}]};\n');
  await project.until(async () => (await project.ok('ps', '--json')).stdout.includes('nobody'), 'the notice is shown');
  expect((await project.session('ada')).alive).toBe(true);
});
