import fc from 'fast-check';
import {expect, test} from 'vitest';
import {resourcesCover, resourcesOverlap} from '../../../src/core/claims/overlap.ts';
import {parseResource, resourceOfFile, writeResource} from '../../../src/core/claims/resource.ts';

test.each([
  ['src/api/', {kind: 'path', pattern: 'src/api'}],
  ['./src//a.ts', {kind: 'path', pattern: 'src/a.ts'}],
  ['src\\a.ts', {kind: 'path', pattern: 'src/a.ts'}],
  ['.', {kind: 'path', pattern: '**'}],
  ['service:email', {kind: 'service', pattern: 'email'}],
  ['Service:email', {kind: 'service', pattern: 'email'}],
  ['path:odd:name', {kind: 'path', pattern: 'odd:name'}],
  ['src/odd:name', {kind: 'path', pattern: 'src/odd:name'}],
  ['~backup', {kind: 'path', pattern: '~backup'}],
  ['e\u0301', {kind: 'path', pattern: 'é'}],
] as const)('%j is a resource', (text, resource) => {
  expect(parseResource(text)).toEqual({resource});
});

test.each(['src/**', 'service:email', 'path:odd:name', 'src/odd:name', '{a,b}/c'])('%s is written as it is read', (text) => {
  const parsed = parseResource(text);
  expect('resource' in parsed && writeResource(parsed.resource)).toBe(text);
});

test.each([
  ['/etc/passwd', /outside/],
  ['../up', /outside/],
  ['a/../../b', /outside/],
  ['src/{..,api}/x', /outside/],
  ['~/x', /outside/],
  ['C:\\x', /outside/],
  ['path:/etc', /outside/],
  ['', /empty/],
  [' ', /empty/],
  ['service:', /empty/],
  ['a\u0000b', /control/],
  ['a\nb', /control/],
  ['a\u202eb', /control/],
  ['a\u061cb', /nobody sees/],
  ['a\u200bb', /nobody sees/],
  ['a\u{e0041}b', /nobody sees/],
  ['x'.repeat(2_000), /1000 is the most/],
  ['{a', /not closed/],
  ['a}', /not closed/],
  ['{a,b}'.repeat(7), /64/],
  ['{a,{b,c'.repeat(50), /not closed/],
] as const)('%j is none', (text, problem) => {
  expect(parseResource(text)).toEqual({problem: expect.stringMatching(problem)});
});

test('a bomb of braces is refused without being unfolded', () => {
  expect(parseResource('{a,b,c,d}'.repeat(100))).toEqual({problem: expect.stringMatching(/64/)});
});

test.each([
  ['src/a.ts', 'src/a.ts'],
  ['app/[id]/page.tsx', 'app/[[]id]/page.tsx'],
  ['odd*name', 'odd[*]name'],
  ['odd{a,b}', 'odd[{]a,b[}]'],
] as const)('the file %s is the resource %s', (path, pattern) => {
  expect(resourceOfFile(path)).toEqual({kind: 'path', pattern});
});

test('there is no file outside of the project', () => {
  expect(resourceOfFile('../x')).toBeNull();
});

test('the claim of any file covers that file, and no other', () => {
  const name = fc.string({unit: fc.constantFrom('a', 'b', '[', ']', '*', '?', '{', '}', ',', '!', '-', '.'), minLength: 1, maxLength: 6});
  const path = fc.array(name, {minLength: 1, maxLength: 3}).map((names) => names.map((one) => one.replace(/^\.+$/, 'a')).join('/'));
  fc.assert(
    fc.property(path, path, (one, other) => {
      const [a, b] = [resourceOfFile(one), resourceOfFile(other)];
      if (!a || !b) throw new Error(`${one} or ${other} is no file`);
      expect(resourcesCover([a], a)).toBe(true);
      const below = other.startsWith(`${one}/`) || one.startsWith(`${other}/`);
      expect(resourcesOverlap(a, b)).toBe(one === other || below);
    }),
    {numRuns: 3_000},
  );
});
