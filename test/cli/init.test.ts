import {chmodSync, existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {loadConfig} from '../../src/config/load.ts';
import {isTrusted} from '../../src/config/trust.ts';
import {TestFolder} from '../config/folder.ts';
import {environmentOf, harmony} from './harmony.ts';

const read = (folder: TestFolder, path: string): string => readFileSync(join(folder.path, path), 'utf8');

/** A folder with a program called `claude` that tells a version. */
function withClaude(folder: TestFolder): Record<string, string> {
  folder.write('.bin/claude', '#!/bin/sh\necho "2.1.329 (Claude Code)"\n');
  chmodSync(join(folder.path, '.bin/claude'), 0o755);
  return {PATH: `${join(folder.path, '.bin')}:${process.env.PATH}`};
}

test('what is there is found, and a team for it is written that loads and is trusted', async () => {
  using folder = new TestFolder({
    '.git/HEAD': '',
    '.gitignore': 'node_modules/',
    'package.json': JSON.stringify({name: '@acme/shop', scripts: {test: 'vitest run'}, dependencies: {react: '19'}}),
    'tsconfig.json': '{}',
    'pnpm-lock.yaml': '',
  });
  const told = await harmony(folder.path, ['init', '--yes', '--json'], {env: withClaude(folder)});
  expect(told).toMatchObject({
    exitCode: 0,
    json: {
      project: folder.path,
      found: {
        name: 'shop',
        git: true,
        language: 'TypeScript',
        packageManager: 'pnpm',
        test: 'pnpm test',
        userInterface: true,
        clients: [{id: 'claude-code', version: '2.1.329'}],
      },
      written: ['roles/orchestrator.md', 'roles/backend.md', 'roles/frontend.md', 'roles/tester.md', 'harmony.config.ts', '.gitignore'],
      kept: [],
    },
  });
  expect(read(folder, '.gitignore')).toBe('node_modules/\n.harmony/run/\n');
  expect(read(folder, 'roles/tester.md')).toContain('- The tests: `pnpm test`');
  const {resolved} = await loadConfig(folder.path);
  expect(resolved.name).toBe('shop');
  expect(resolved.members.map(({id}) => id)).toEqual(['orchestrator', 'backend', 'frontend', 'tester']);
  expect(isTrusted(folder.path, environmentOf(folder.path))).toBe(true);
});

test.each([
  [{'Cargo.toml': ''}, {language: 'Rust', test: 'cargo test', packageManager: null}],
  [{'go.mod': ''}, {language: 'Go', test: 'go test ./...'}],
  [
    {'pyproject.toml': '', 'uv.lock': ''},
    {language: 'Python', test: 'uv run pytest', packageManager: 'uv'},
  ],
  [{Makefile: 'build:\n\ttrue\ntest: build\n\ttrue\n'}, {language: null, test: 'make test'}],
  [
    {'package.json': '{"scripts": {"test": "echo \\"Error: no test specified\\" && exit 1"}}'},
    {language: 'JavaScript', test: null, packageManager: 'npm'},
  ],
  [
    {'package.json': 'not JSON', 'index.html': ''},
    {language: 'JavaScript', packageManager: null, userInterface: true},
  ],
  [{}, {language: null, test: null, git: false, clients: []}],
] as const)('in a folder with %j it finds %j', async (files, found) => {
  using folder = new TestFolder(files);
  const told = await harmony(folder.path, ['init', '--yes', '--json'], {env: {PATH: '/nowhere'}});
  expect(told.json.found).toMatchObject(found);
  expect(existsSync(join(folder.path, '.gitignore'))).toBe(false);
});

test('nothing that is there is overwritten without --force', async () => {
  using folder = new TestFolder({'roles/tester.md': 'Ours.\n', '.git/HEAD': '', '.gitignore': '/.harmony/run/\n'});
  const first = await harmony(folder.path, ['init', '--yes', '--json']);
  expect(first.json).toMatchObject({kept: ['roles/tester.md'], written: expect.not.arrayContaining(['.gitignore'])});
  folder.write('harmony.config.ts', 'export default {name: "ours"};\n');
  const second = await harmony(folder.path, ['init', '--yes']);
  expect(second).toMatchObject({exitCode: 1, stderr: expect.stringContaining('--force')});
  expect(read(folder, 'harmony.config.ts')).toContain('ours');
  expect(read(folder, 'roles/tester.md')).toBe('Ours.\n');
  expect((await harmony(folder.path, ['init', '--yes', '--force'])).exitCode).toBe(0);
  expect(read(folder, 'harmony.config.ts')).toContain('defineConfig');
  expect(read(folder, 'roles/tester.md')).toContain('tier: 3');
});

test('a name with quotes in it makes a configuration that loads', async () => {
  const name = `it's "here"`;
  using folder = new TestFolder({[`${name}/.git/HEAD`]: ''});
  expect((await harmony(join(folder.path, name), ['init', '--yes'])).exitCode).toBe(0);
  expect((await loadConfig(join(folder.path, name))).resolved.name).toBe(name);
});
