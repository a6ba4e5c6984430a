import {appendFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isTrusted, trustProject} from '../../src/config/trust.ts';
import {TestFolder} from './folder.ts';

test('a folder is trusted for good, by its path, in a file of the user alone', () => {
  using home = new TestFolder();
  const environment = {HOME: home.path};
  expect(isTrusted('/work/a', environment)).toBe(false);
  trustProject('/work/a', environment);
  trustProject('/work/a', environment);
  expect(isTrusted('/work/a', environment)).toBe(true);
  expect(isTrusted('/work', environment)).toBe(false);
  expect(isTrusted('/work/a/b', environment)).toBe(false);
  const file = join(home.path, '.local/state/harmony/trusted.jsonl');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('XDG_STATE_HOME decides where, and a damaged line hides no other', () => {
  using home = new TestFolder();
  const environment = {HOME: '/nowhere', XDG_STATE_HOME: join(home.path, 'state')};
  trustProject('/work/a', environment);
  appendFileSync(join(home.path, 'state/harmony/trusted.jsonl'), 'half a li\n');
  trustProject('/work/b', environment);
  expect(isTrusted('/work/a', environment) && isTrusted('/work/b', environment)).toBe(true);
});
