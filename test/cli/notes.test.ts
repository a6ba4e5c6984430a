import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {TestFolder} from '../config/folder.ts';
import {harmony} from './harmony.ts';

test('a note is added, listed, found and shown, without a team', async () => {
  using folder = new TestFolder({'harmony.config.ts': 'export default {};\n'});
  const run = (...args: readonly string[]) => harmony(folder.path, args);
  const added = await run('note', 'add', 'Ports in the tests', 'They are free ones.', '--tag', 'tests,net', '--json');
  expect(added).toMatchObject({exitCode: 0, json: {note: {author: 'human', tags: ['tests', 'net']}}});
  const {note, file} = added.json as {note: {id: string}; file: string};
  expect(readFileSync(join(folder.path, file), 'utf8')).toMatch(/^---\ntitle: Ports in the tests\n[\s\S]*They are free ones\.\n$/);
  expect((await run('note', 'search', 'port', 'free', '--json')).json).toMatchObject({found: [{id: note.id}]});
  expect((await run('note', 'list', '--tag', 'net')).stdout).toContain(note.id);
  expect((await run('note', 'list', '--tag', 'other')).stdout).toBe('There are no notes.\n');
  expect((await run('note', 'show', note.id)).stdout).toContain('They are free ones.');
  expect((await run('note', 'show', '../run')).exitCode).toBe(3);
  expect((await run('note', 'search', '--', '-')).exitCode).toBe(2);
  expect((await run('note', 'add', ' ')).exitCode).toBe(2);
});
