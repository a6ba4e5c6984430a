import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isAlive, startTimeOf} from '../../src/platform/process-identity.ts';
import {harmonyProgram, TestProject} from './project.ts';

const stateOf = async (project: TestProject, id: string) => (await project.board()).tasks.find((task) => task.id === id)?.state;

test('a command of a session waits for the person, and cannot speak for them when it runs', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}], {checks: {ok: 'true'}});
  await project.up();
  const bob = await project.join('bob', '--role', 'worker');
  const harmony = `${process.execPath} ${harmonyProgram}`;
  const command = `touch ran; ${harmony} status --json > seen && ! ${harmony} approve --json > refused`;
  await project.run(['task', 'add', 'make it', '--accept', command], {env: bob});
  await project.run(['task', 'take'], {env: bob});
  await project.run(['task', 'done', 'T-1', 'made it'], {env: bob});
  expect(await stateOf(project, 'T-1')).toBe('checking');
  expect(existsSync(join(project.folder, 'ran'))).toBe(false);
  expect((await project.run(['approve', 'A-1'], {env: bob})).exitCode).toBe(1);
  await project.ok('approve', 'A-1');
  await project.until(async () => (await stateOf(project, 'T-1')) === 'done', 'the task is done');
  expect(JSON.parse(readFileSync(join(project.folder, 'seen'), 'utf8')).tasks[0].id).toBe('T-1');
  expect(readFileSync(join(project.folder, 'refused'), 'utf8')).toContain('not for the check of a task');
  await project.run(['task', 'add', 'more', '--accept', 'ok'], {env: bob});
  await project.run(['task', 'take'], {env: bob});
  await project.run(['task', 'done', 'T-2', 'made it'], {env: bob});
  await project.until(async () => (await stateOf(project, 'T-2')) === 'done', 'the second is done without a question');
});

test('a running check ends with the team', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const bob = await project.join('bob', '--role', 'worker');
  await project.ok('task', 'add', 'slow', '--accept', "setsid sh -c 'echo $$ > stray; exec sleep 1000' & wait");
  await project.run(['task', 'take'], {env: bob});
  await project.run(['task', 'done', 'T-1', 'x'], {env: bob});
  const file = join(project.folder, 'stray');
  const pid = await project.until(async () => existsSync(file) && Number(readFileSync(file, 'utf8')), 'the check runs');
  const startTime = startTimeOf(pid);
  await project.ok('down');
  await project.until(async () => startTime !== null && !isAlive({pid, startTime}), 'the check is gone');
});
