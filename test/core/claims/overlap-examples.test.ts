import {describe, expect, test} from 'vitest';
import {resourcesOverlap} from '../../../src/core/claims/overlap.ts';
import {parseResource} from '../../../src/core/claims/resource.ts';
import type {Resource} from '../../../src/core/index.ts';

const resource = (text: string): Resource => {
  const parsed = parseResource(text);
  if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.resource;
};

const overlap = (a: string, b: string): boolean => {
  const forth = resourcesOverlap(resource(a), resource(b));
  expect(resourcesOverlap(resource(b), resource(a))).toBe(forth);
  return forth;
};

describe('two patterns overlap when one path fits both', () => {
  test.each([
    ['src/a.ts', 'src/a.ts'],
    ['src', 'src/a.ts'],
    ['src/', 'src/deep/er/a.ts'],
    ['src/**', 'src/a.ts'],
    ['src/**', 'src'],
    ['src/*', 'src/a.ts'],
    ['**/*.ts', 'src/deep/a.ts'],
    ['**/*.ts', '*.ts'],
    ['src/*.ts', 'src/a.*'],
    ['src/{a,b}.ts', 'src/b.ts'],
    ['src/[a-c].ts', 'src/[!ab].ts'],
    ['**', 'anything/at/all'],
    ['a*c', 'ab*bc'],
    ['service:email', 'service:email'],
    ['service:*', 'service:email'],
    ['.', 'a'],
  ])('%s and %s', (a, b) => expect(overlap(a, b)).toBe(true));

  test.each([
    ['src/a.ts', 'src/b.ts'],
    ['src/a', 'src/ab'],
    ['src/*', 'src/deep/a.ts'],
    ['src/*.ts', 'src/*.js'],
    ['src/**/x.ts', 'test/**/x.ts'],
    ['src/[a-c].ts', 'src/[!a-c].ts'],
    ['src/{a,b}.ts', 'src/{c,d}.ts'],
    ['src/a?.ts', 'src/a.ts'],
    ['service:email', 'email'],
    ['service:email', 'topic:email'],
  ])('%s and %s do not', (a, b) => expect(overlap(a, b)).toBe(false));
});
