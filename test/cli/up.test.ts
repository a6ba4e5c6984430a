import {chmodSync, existsSync, readFileSync, realpathSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {trustProject} from '../../src/config/trust.ts';
import {TestFolder} from '../config/folder.ts';
import {environmentOf, harmony} from './harmony.ts';

const CAT = `export default {team: [{role: 'backend', name: 'ada', client: 'command', command: ['cat']}]};\n`;

function trusted(files: Readonly<Record<string, string>>): TestFolder {
  const folder = new TestFolder(files);
  trustProject(folder.path, environmentOf(folder.path));
  return folder;
}

test('without a configuration: exit 3 and how to make one', async () => {
  using folder = new TestFolder();
  expect(await harmony(folder.path, ['up'])).toMatchObject({exitCode: 3, stderr: expect.stringContaining('harmony init')});
  expect(existsSync(join(folder.path, '.harmony'))).toBe(false);
});

test('every member whose program is missing is told, and nothing is started', async () => {
  using folder = trusted({
    'harmony.config.ts': `export default {team: [
      {role: 'backend', name: 'ada', client: 'command', command: ['no-such-program']},
      {role: 'backend', name: 'bob', client: 'command', command: ['cat']},
      {role: 'tester', name: 'eve', client: 'command', command: ['./gone']},
    ]};\n`,
  });
  const told = await harmony(folder.path, ['up', '--json']);
  expect(told).toMatchObject({exitCode: 1, json: {error: {details: {missing: [{members: ['ada']}, {members: ['eve']}]}}}});
  expect(existsSync(join(folder.path, '.harmony'))).toBe(false);
});

test('a supervisor that does not start is told with what it said', async () => {
  using folder = trusted({'harmony.config.ts': CAT});
  // A folder where the journal has to be.
  folder.write('.harmony/run/journal.db/file', '');
  chmodSync(join(folder.path, '.harmony/run'), 0o700);
  const told = await harmony(folder.path, ['up', '--no-attach']);
  expect(told.exitCode).toBe(1);
  expect(told.stderr).toMatch(/did not start \(exit \d+\)[\s\S]*journal/);
  expect(told.stderr).toContain('harmony logs');
  expect((await harmony(folder.path, ['status'])).exitCode).toBe(3);
});

test('a place where nothing can be made is told as what it is', async () => {
  using folder = trusted({'harmony.config.ts': CAT, '.harmony': 'a file'});
  const told = await harmony(folder.path, ['up', '--no-attach']);
  expect(told).toMatchObject({exitCode: 1, stderr: expect.stringContaining('A file lies where a folder is needed')});
});

test('up starts the team, tells it, and finds it again; it does not belong to the session that it was started from', async () => {
  using folder = trusted({'harmony.config.ts': CAT});
  const env = {HARMONY_PROJECT: folder.path};
  try {
    const first = await harmony(folder.path, ['up', '--no-attach', '--json'], {env});
    expect(first).toMatchObject({
      exitCode: 0,
      json: {project: folder.path, started: true, sessions: [{id: 'ada', alive: true}]},
    });
    const {pid} = first.json.supervisor;
    if (process.platform === 'linux') expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('HARMONY_');
    expect((await harmony(folder.path, ['up', '--json'])).json).toMatchObject({started: false, supervisor: {pid}});
    // The configuration of a team that runs is not looked at.
    rmSync(join(folder.path, 'harmony.config.ts'));
    expect((await harmony(folder.path, ['up'])).exitCode).toBe(0);
  } finally {
    expect((await harmony(realpathSync(folder.path), ['down'])).stdout).toBe('Ended: ada.\n');
  }
});
