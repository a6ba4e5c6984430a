import {expect, test} from 'vitest';
import {isAlive, startTimeOf} from '../../src/platform/process-identity.ts';
import {TestProject} from './project.ts';

/** A silent process is waited for, 20 s each, as a person would want it on a machine under load. */
const PATIENCE = 150_000;

test('a team whose processes were stopped is said to be silent, is heard again when they go on, and is ended by force', {
  timeout: PATIENCE,
}, async () => {
  await using project = new TestProject([
    {name: 'ada', run: 'echo here; setsid sleep 98765 & exec cat'},
    {name: 'bob', run: "trap '' HUP TERM; while :; do sleep 1; done"},
  ]);
  await project.up();
  const {sessions} = await project.board();
  const [supervisor, host] = [await project.supervisorPid(), await project.hostPid()];
  const pids = [supervisor, host, ...sessions.map(({pid}) => pid ?? 0)];
  const processes = pids.map((pid) => ({pid, startTime: startTimeOf(pid) ?? ''}));
  process.kill(host, 'SIGSTOP');
  const screen = await project.run(['screen', 'ada']);
  expect(screen.exitCode).toBe(1);
  expect(screen.stderr).toContain(`The terminal host does not answer (pid ${host})`);
  expect((await project.ok('ps', '--json')).json.supervisor.notices).toEqual([expect.stringContaining('terminal host does not answer')]);
  process.kill(host, 'SIGCONT');
  await project.until(async () => (await project.run(['screen', 'ada'])).stdout.includes('here'), 'the host is heard again');
  expect((await project.ok('ps', '--json')).json.supervisor.notices).toEqual([]);
  for (const pid of [host, supervisor]) process.kill(pid, 'SIGSTOP');
  const status = await project.run(['status', '--json']);
  expect(status).toMatchObject({exitCode: 1, json: {error: {code: 'not-answering'}}});
  expect(status.json.error.message).toContain(`pid ${supervisor}`);
  expect(status.json.error.remedy).toContain('harmony down --force');
  await project.ok('down', '--force');
  expect(processes.filter(isAlive)).toEqual([]);
  expect((await project.run(['ps'])).exitCode).toBe(3);
});

test('down kills a terminal host that does not answer, and its sessions', {timeout: PATIENCE}, async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const pids = [await project.supervisorPid(), await project.hostPid(), (await project.session('ada')).pid ?? 0];
  const processes = pids.map((pid) => ({pid, startTime: startTimeOf(pid) ?? ''}));
  process.kill(pids[1] ?? 0, 'SIGSTOP');
  expect((await project.ok('down')).stderr).toContain('does not answer');
  expect(processes.filter(isAlive)).toEqual([]);
});
