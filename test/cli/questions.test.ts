import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {TestFolder} from '../config/folder.ts';
import {TestTerminal} from '../support/test-terminal.ts';
import {environmentOf, harmonyProgram} from './harmony.ts';

const CONFIG = `import {writeFileSync} from 'node:fs';\nwriteFileSync(new URL('ran', import.meta.url), '');\nexport default {team: [{role: 'nobody'}]};\n`;

const terminalIn = (folder: TestFolder, ...args: readonly string[]): TestTerminal =>
  new TestTerminal(process.execPath, [harmonyProgram, ...args], {cwd: folder.path, env: environmentOf(folder.path)});

test('a folder that is not known is asked about, and a no runs nothing', async () => {
  using folder = new TestFolder({'harmony.config.ts': CONFIG});
  await using terminal = terminalIn(folder, 'up');
  await terminal.shows(/Do you trust it\? \[y\/N\]/);
  terminal.type('\r');
  expect(await terminal.ended()).toMatchObject({code: 5});
  expect(existsSync(join(folder.path, 'ran'))).toBe(false);
});

test('a yes is remembered: the configuration is run, and the next time nothing is asked', async () => {
  using folder = new TestFolder({'harmony.config.ts': CONFIG});
  for (const answer of ['y\r', null]) {
    await using terminal = terminalIn(folder, 'up');
    if (answer !== null) {
      await terminal.shows(/Do you trust it/);
      terminal.type(answer);
    }
    await terminal.shows(/there is no role "nobody"/);
    expect(await terminal.ended()).toMatchObject({code: 1});
    expect(existsSync(join(folder.path, 'ran'))).toBe(true);
  }
});

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s at a question leaves with 130', async (_, key) => {
  using folder = new TestFolder({'harmony.config.ts': CONFIG});
  await using terminal = terminalIn(folder, 'up');
  await terminal.shows(/Do you trust it/);
  terminal.type(key);
  expect(await terminal.ended()).toMatchObject({code: 130});
});

test('init asks for the roles until it knows all of them, and for the test command', async () => {
  using folder = new TestFolder();
  await using terminal = terminalIn(folder, 'init');
  await terminal.shows(/\[orchestrator backend tester\]: $/m);
  terminal.type('backend, revewer\r');
  await terminal.shows(/Did you mean "reviewer"\?/);
  terminal.type('backend reviewer\r');
  await terminal.shows(/runs the tests \[none\]/);
  terminal.type('make check\r');
  expect(await terminal.ended()).toMatchObject({code: 0});
  const read = (path: string): string => readFileSync(join(folder.path, path), 'utf8');
  expect(read('harmony.config.ts')).toMatch(/role: 'backend'[\s\S]*role: 'reviewer'/);
  expect(read('roles/backend.md')).toContain('- The tests: `make check`');
  expect(existsSync(join(folder.path, 'roles/tester.md'))).toBe(false);
});
