import {join} from 'node:path';
import {expect, test} from 'vitest';
import {findProject} from '../../src/config/find-project.ts';
import {TestFolder} from './folder.ts';

test('the nearest parent with a configuration or a .harmony folder, before the git repository', () => {
  using folder = new TestFolder({'.git/HEAD': '', 'a/harmony.config.mjs': '', 'a/b/c/file': '', 'a/d/.harmony/x': '', 'e/f/file': ''});
  expect(findProject(join(folder.path, 'a/b/c'))).toBe(join(folder.path, 'a'));
  expect(findProject(join(folder.path, 'a/d'))).toBe(join(folder.path, 'a/d'));
  expect(findProject(join(folder.path, 'e/f'))).toBe(folder.path);
});

test('a folder that belongs to nothing is its own project', () => {
  using folder = new TestFolder({'x/file': ''});
  expect(findProject(join(folder.path, 'x'))).toBe(join(folder.path, 'x'));
  expect(() => findProject(join(folder.path, 'nowhere'))).toThrow();
});
