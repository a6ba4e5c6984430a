import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isAlive, startTimeOf} from '../../src/platform/process-identity.ts';
import {projectFiles} from '../../src/protocol/layout.ts';
import {killAndWait, TestProject} from './project.ts';

const cat = {name: 'ada', run: 'exec cat'};

test('.harmony deleted under a running team: the same team goes on, and nothing that it knew is lost', async () => {
  await using project = new TestProject([cat]);
  await project.up();
  const guest = await project.join('carol');
  expect((await project.run(['claim', 'src/**', '--why', 'mine'], {env: guest})).exitCode).toBe(0);
  const before = {supervisor: await project.supervisorPid(), host: await project.hostPid(), ada: (await project.session('ada')).pid};
  const files = projectFiles(project.folder);
  rmSync(files.harmony, {recursive: true});
  const written = [files.control, files.terminals, files.journal, files.gateway, files.board];
  await project.until(async () => written.every((file) => existsSync(file)), 'everything is there again');
  expect(await project.run(['up', '--no-attach'])).toMatchObject({exitCode: 0, stdout: expect.stringMatching(/running already/)});
  expect({supervisor: await project.supervisorPid(), host: await project.hostPid(), ada: (await project.session('ada')).pid}).toEqual(
    before,
  );
  expect((await project.ok('ps')).stdout).toContain('deleted');
  // The guest's token is still good, and what is done now is kept as well.
  expect((await project.run(['claim', 'docs/**'], {env: guest})).exitCode).toBe(0);
  await project.ok('type', 'ada', 'still here', '--enter');
  await killAndWait(before.supervisor);
  await project.up();
  expect((await project.board()).claims.map((claim) => claim.resources)).toEqual([['src/**'], ['docs/**']]);
  expect((await project.session('ada')).pid).toBe(before.ada);
  await project.until(async () => (await project.ok('screen', 'ada')).stdout.includes('still here'), 'the terminal is the same');
});

test('a deleted socket is there again, and a start meanwhile finds the running team', async () => {
  await using project = new TestProject([cat]);
  await project.up();
  const pid = await project.supervisorPid();
  const {control, terminals} = projectFiles(project.folder);
  rmSync(control);
  rmSync(terminals);
  expect(await project.run(['up', '--no-attach'])).toMatchObject({exitCode: 0});
  expect(await project.supervisorPid()).toBe(pid);
  await project.until(async () => existsSync(terminals), 'the host is found again');
  await project.ok('screen', 'ada');
});

test.each([[[]], [['--force']]])('down %j finds the team whose files were deleted at this very moment', async (flags) => {
  await using project = new TestProject([cat]);
  await project.up();
  const pids = [await project.supervisorPid(), await project.hostPid(), (await project.session('ada')).pid ?? 0];
  const processes = pids.map((pid) => ({pid, startTime: startTimeOf(pid) ?? ''}));
  rmSync(projectFiles(project.folder).harmony, {recursive: true});
  await project.ok('down', ...flags);
  expect(processes.filter(isAlive)).toEqual([]);
});

test('a deleted project ends its team', async () => {
  await using project = new TestProject([cat]);
  await project.up();
  const pids = [await project.supervisorPid(), await project.hostPid(), (await project.session('ada')).pid ?? 0];
  const processes = pids.map((pid) => ({pid, startTime: startTimeOf(pid) ?? ''}));
  rmSync(project.folder, {recursive: true});
  await project.until(async () => !processes.some(isAlive), 'all have ended', 40_000);
  expect(existsSync(join(project.folder, '.harmony'))).toBe(false);
});
