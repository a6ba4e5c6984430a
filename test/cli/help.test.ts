import {expect, test} from 'vitest';
import {groups} from '../../src/cli/table/table.ts';
import {version} from '../../src/version.ts';
import {harmony} from './harmony.ts';

const commands = groups.flatMap((group) => group.commands);

test('help names every command, and is what the program alone prints', async () => {
  const told = await harmony('/tmp', ['--help']);
  expect(told).toMatchObject({exitCode: 0, stderr: ''});
  for (const {name} of commands) expect(told.stdout).toMatch(new RegExp(`^  ${name.split(' ')[0]}\\b`, 'm'));
  expect((await harmony('/tmp', [])).stdout).toBe(told.stdout);
});

test('the help of a command has its arguments, options, examples and exit codes', async () => {
  const {stdout, exitCode} = await harmony('/tmp', ['claim', '--help']);
  expect(exitCode).toBe(0);
  for (const part of [
    '<RESOURCE...>',
    '--shared',
    '--for <30m>',
    '--project',
    'harmony claim src/server.ts',
    '4  Another session holds it, or was first',
  ]) {
    expect(stdout).toContain(part);
  }
});

test('every command has examples of itself, and a line for what it does', () => {
  for (const {name, summary, examples} of commands) {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(examples.length).toBeGreaterThan(0);
    for (const {line} of examples) expect(line).toMatch(new RegExp(`harmony ${name}\\b`));
  }
});

test('a mistyped command or option is answered with the nearest one', async () => {
  expect(await harmony('/tmp', ['stauts'])).toMatchObject({exitCode: 2, stderr: expect.stringContaining('status')});
  expect(await harmony('/tmp', ['claim', 'a', '--shraed'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/--shared[\s\S]*harmony claim --help/),
  });
});

test('the version, in words and as JSON', async () => {
  expect((await harmony('/tmp', ['--version'])).stdout).toBe(`harmony ${version}\n`);
  expect((await harmony('/tmp', ['version', '--json'])).json).toEqual({
    version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
  });
});

test('a command of two words has its own help, and the first word lists them', async () => {
  expect((await harmony('/tmp', ['task', '--help'])).stdout).toMatch(/^ {2}add\b[\s\S]*^ {2}take\b/m);
  expect((await harmony('/tmp', ['task', 'add', '--help'])).stdout).toContain('--after <T-1,T-2>');
  expect(await harmony('/tmp', ['task', 'ad'])).toMatchObject({exitCode: 2, stderr: expect.stringContaining('harmony task --help')});
  expect(await harmony('/tmp', ['task', 'add'])).toMatchObject({exitCode: 2, stderr: expect.stringContaining('harmony task add --help')});
});
