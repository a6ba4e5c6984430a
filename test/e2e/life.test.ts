import {spawn} from 'node:child_process';
import {expect, test} from 'vitest';
import {killAndWait, TestProject} from './project.ts';

test('a session that joined with its process ends with it, and not before', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const shell = spawn('sleep', ['600'], {stdio: 'ignore'});
  const bob = await project.join('bob', '--pid', String(shell.pid));
  await project.run(['claim', 'src/a.ts'], {env: bob});
  // Another one joins and leaves meanwhile: he is still there.
  await project.join('carol');
  expect((await project.session('bob')).alive).toBe(true);
  const explained = await project.ok('explain', 'bob');
  expect(explained.stdout).toContain(`alive: yes (incarnation 1) (pid ${shell.pid}`);
  expect(explained.stdout).toContain('progress: ');
  expect(explained.stdout).toContain('waiting on: nothing');
  await killAndWait(shell.pid ?? 0);
  await project.until(async () => !(await project.session('bob')).alive, 'the end of the process is seen');
  expect((await project.board()).claims).toEqual([]);
  expect((await project.ok('explain', 'bob')).stdout).toContain('alive: no (stopped)');
});
