import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {BoardSession} from '../../src/core/index.ts';
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

// Elsewhere nobody can read the environment of a process.
test.skipIf(process.platform !== 'linux')(
  'a session that works and says nothing is quiet, then stuck, until its hooks are heard again',
  async () => {
    await using project = new TestProject();
    project.write('roles/worker.md', '---\nname: worker\ntier: 2\nclient: demo\n---\nWork.\n');
    project.write(
      'harmony.config.ts',
      "export default {team: [{role: 'worker', name: 'ada'}], health: {quietAfter: '1s', stuckAfter: '3s'}, repetition: {after: 3}};\n",
    );
    await project.up();
    await project.until(async () => (await project.session('ada')).state === 'idle', 'ada has begun');
    const hook = await hooksOf(await project.session('ada'));
    await hook('UserPromptSubmit', {prompt: 'Begin.'});
    await project.until(async () => (await project.session('ada')).silence !== null, 'ada is quiet');
    const asked = await project.until(async () => (await project.board()).attention[0], 'a person is asked');
    expect(asked).toMatchObject({kind: 'stuck', session: 'ada', choices: [{id: 'restart'}, {id: 'leave'}]});
    expect((await project.ok('status')).stdout).toMatch(/ada .*working, stuck/);
    expect((await project.ok('explain', 'ada')).stdout).toMatch(/progress: stuck, no heartbeat yet \(silent for \d+ s\)/);
    // Nothing that a person or Harmony does is a sign of life of hers.
    await project.ok('send', 'ada', 'Are you there?');
    expect((await project.session('ada')).silence).toBe('stuck');

    await hook('PreToolUse', {tool_name: 'Bash', tool_input: {command: 'ls'}});
    await project.until(async () => (await project.board()).attention.length === 0, 'the question is withdrawn');

    // The same hooks show that she goes back and forth.
    for (const content of ['a', 'b', 'a', 'b', 'a']) {
      project.write('src.txt', content);
      await hook('PreToolUse', {tool_name: 'Edit', tool_input: {file_path: `${project.folder}/src.txt`}});
    }
    const repeated = await project.until(async () => (await project.session('ada')).repetition, 'ada is marked');
    expect(repeated).toMatchObject({kind: 'revert', times: 3});
  },
);

/** Calls hooks as the session's own client does: who it is stands in the environment of its process. */
async function hooksOf({id, pid}: BoardSession): Promise<(event: string, body: object) => Promise<void>> {
  const environment = new Map(
    readFileSync(`/proc/${pid}/environ`, 'utf8')
      .split('\0')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  );
  return async (event, body) => {
    const answer = await fetch(`${environment.get('HARMONY_GATEWAY')}/h/${id}/${event}`, {
      method: 'POST',
      headers: {authorization: `Bearer ${environment.get('HARMONY_TOKEN')}`},
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  };
}
