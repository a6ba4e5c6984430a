import {chmodSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {trustProject} from '../../src/config/trust.ts';
import {TestFolder} from '../config/folder.ts';
import {environmentOf, harmony} from './harmony.ts';

interface Check {
  readonly check: string;
  readonly status: string;
  readonly detail: string;
  readonly remedy: string;
}

async function checksIn(folder: TestFolder, env: Record<string, string> = {}): Promise<Record<string, Check>> {
  const {json} = await harmony(folder.path, ['doctor', '--json'], {env});
  return Object.fromEntries((json.checks as Check[]).map((check) => [check.check, check]));
}

test('a new folder is in order but for what has to be written and installed', async () => {
  using folder = new TestFolder();
  const checks = await checksIn(folder, {PATH: '/nowhere'});
  expect(checks.node).toMatchObject({status: 'ok', detail: expect.stringContaining(process.versions.node)});
  expect(checks['pseudo-terminals']).toMatchObject({status: 'ok'});
  expect(checks.sockets).toMatchObject({status: 'ok'});
  expect(checks.git).toMatchObject({status: 'warn', remedy: expect.stringContaining('Install')});
  expect(checks['claude-code']).toMatchObject({status: 'warn', remedy: expect.stringContaining('npm install')});
  expect(checks.configuration).toMatchObject({status: 'warn', remedy: 'Make one: harmony init'});
  expect(checks.team).toMatchObject({status: 'ok', detail: 'none is running'});
});

test('a configuration is looked at only where the folder is trusted', async () => {
  using folder = new TestFolder({'harmony.config.ts': 'export default {nme: "x"};\n'});
  expect((await checksIn(folder)).configuration).toMatchObject({status: 'warn', detail: expect.stringContaining('not trusted')});
  trustProject(folder.path, environmentOf(folder.path));
  const told = await harmony(folder.path, ['doctor']);
  expect(told.exitCode).toBe(1);
  expect(told.stdout).toMatch(/✕ configuration: harmony\.config\.ts:1: nme: there is no setting "nme"/);
});

test('private files that others can read are told', async () => {
  using folder = new TestFolder();
  mkdirSync(join(folder.path, '.harmony/run'), {recursive: true});
  chmodSync(join(folder.path, '.harmony/run'), 0o755);
  expect((await checksIn(folder))['private files']).toMatchObject({status: 'fail', remedy: expect.stringContaining('chmod 700')});
});

test('a client is looked for where the configuration says that it is', async () => {
  using folder = new TestFolder();
  const program = join(folder.path, 'my claude');
  folder.write('my claude', '#!/bin/sh\necho "2.1.329 (Claude Code)"\n');
  chmodSync(program, 0o755);
  const clients = {'claude-code': {command: [program]}};
  folder.write('harmony.config.ts', `export default ${JSON.stringify({team: [{role: 'backend'}], clients})};\n`);
  trustProject(folder.path, environmentOf(folder.path));
  const checks = await checksIn(folder, {PATH: '/bin'});
  expect(checks['claude-code']).toMatchObject({status: 'ok', detail: expect.stringContaining(program)});
});
