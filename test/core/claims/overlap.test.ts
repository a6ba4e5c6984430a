import fc from 'fast-check';
import {expect, test} from 'vitest';
import {resourcesCover, resourcesOverlap} from '../../../src/core/claims/overlap.ts';
import {patternOfPath} from '../../../src/core/claims/pattern.ts';
import {parseResource} from '../../../src/core/claims/resource.ts';
import type {Resource} from '../../../src/core/index.ts';

/** Few letters and short names, so that patterns meet often; brackets are names, too. */
const NAMES = ['a', 'b', 'c', 'aa', 'ab', 'ba', 'bb', 'bc', 'aab', 'aba', '[ab]', '[!a]', 'a[b]', '.a'];
const PATHS = [
  ...NAMES,
  ...NAMES.flatMap((first) => NAMES.map((second) => `${first}/${second}`)),
  ...NAMES.flatMap((first) =>
    ['a', 'b', 'ab', '[ab]'].flatMap((second) => ['a', 'b', 'bb', '[ab]'].map((third) => `${first}/${second}/${third}`)),
  ),
  ...['a', 'b'].flatMap((first) =>
    ['a', 'b'].flatMap((second) => ['a', 'b'].flatMap((third) => ['a', 'b'].map((last) => [first, second, third, last].join('/')))),
  ),
];

// --- an independent reading of the grammar: choices, then a regular expression ---

function alternatives(pattern: string): string[] {
  const group = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (!group) return [pattern];
  return (group[1] ?? '')
    .split(',')
    .flatMap((choice) => alternatives(pattern.slice(0, group.index) + choice + pattern.slice(group.index + group[0].length)));
}

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

function segmentSource(segment: string): string {
  const source = segment.replace(/\[(!?)([^\]]+)\]|\*+|\?|./gs, (part, not: string | undefined, members: string | undefined) => {
    if (members !== undefined) return `[${not ? '^' : ''}${members}]`;
    return part.startsWith('*') ? '[^/]*' : part === '?' ? '[^/]' : quote(part);
  });
  return `(?:${source}|${quote(segment)})`;
}

function matcher(pattern: string): (path: string) => boolean {
  const sources = alternatives(pattern).flatMap((alternative) => {
    const segments = alternative.split('/').filter((segment, index, all) => segment !== '**' || all[index + 1] !== '**');
    // Without a star or a question mark it may be a name as it stands; a name takes all that is below it.
    const asName = segments.some((segment) => /[*?]/.test(segment)) ? [] : [`${segments.map(quote).join('/')}(?:/.*)?`];
    if (!segments.some((segment) => /[*?[]/.test(segment))) return asName;
    // A whole `**` takes its slash with it.
    const asGlob = segments
      .map((segment, index) => {
        const last = index === segments.length - 1;
        if (segment === '**') return last ? '.*' : '(?:[^/]+/)*';
        return segmentSource(segment) + (last ? '' : segments[index + 1] === '**' && index === segments.length - 2 ? '(?:/|$)' : '/');
      })
      .join('');
    return [...asName, asGlob];
  });
  const expression = new RegExp(`^(?:${sources.join('|')})$`, 's');
  return (path) => expression.test(path);
}

const name = fc.constantFrom('a', 'b', 'ab', 'aa', 'bc', '[ab]', '.a');
const glob = fc.constantFrom(
  '*',
  '?',
  'a*',
  '*b',
  '?b',
  'a?',
  '[ab]',
  '[!a]',
  '[a-b]*',
  '*[!b]',
  '{a,bb}',
  '{a,b}b',
  'a[b]',
  '*a*',
  '{a*,[b-c]}',
);
const segment = fc.oneof({weight: 3, arbitrary: name}, {weight: 3, arbitrary: glob}, {weight: 1, arbitrary: fc.constant('**')});
const pattern = fc.array(segment, {minLength: 1, maxLength: 3}).map((segments) => segments.join('/'));

const resource = (text: string): Resource => {
  const result = parseResource(text);
  if ('problem' in result) throw new Error(result.problem);
  return result.resource;
};

test('two patterns overlap exactly when a path is matched by both, and in both directions', () => {
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      const [left, right] = [matcher(a), matcher(b)];
      const expected = PATHS.some((path) => left(path) && right(path));
      const found = resourcesOverlap(resource(a), resource(b));
      expect(resourcesOverlap(resource(b), resource(a))).toBe(found);
      // A shared path of the little world proves an overlap; where there is none, longer or other names might still be shared.
      if (expected) expect(found).toBe(true);
      else if (found) expect(sharedPath(a, b)).not.toBeNull();
    }),
    {numRuns: 4_000},
  );
});

/** Looks for a shared path outside of the little world: deeper ones, and other names. Of names that all segments treat alike one is enough. */
function sharedPath(a: string, b: string): string | null {
  const letters = ['', 'a', 'b', 'c', 'z'];
  const segments = [a, b].flatMap(alternatives).flatMap((one) => one.split('/'));
  const names = [...segments, ...NAMES, ...letters.flatMap((x) => letters.flatMap((y) => letters.map((z) => x + y + z)))].filter(
    (one) => one !== '',
  );
  const tests = segments.map((one) => new RegExp(`^${segmentSource(one)}$`));
  const kindOf = (one: string): string => [...tests.map((matches) => matches.test(one)), ...segments.map((as) => as === one)].join();
  const kinds = new Map(names.map((one) => [kindOf(one), one]));
  const [left, right] = [matcher(a), matcher(b)];
  let paths = [''];
  for (let depth = 0; depth < 7; depth++) {
    paths = paths.flatMap((path) => [...kinds.values()].map((added) => (path === '' ? added : `${path}/${added}`)));
    const hit = paths.find((path) => left(path) && right(path));
    if (hit !== undefined) return hit;
    paths = paths.filter((path) => couldBegin(a, path) && couldBegin(b, path));
  }
  return null;
}

/** Until its first `**`, a pattern takes one name for each segment. */
const couldBegin = (pattern: string, path: string): boolean =>
  alternatives(pattern).some((alternative) => {
    const segments = alternative.split('/');
    const depth = segments.indexOf('**');
    const fixed = depth < 0 ? segments : segments.slice(0, depth);
    return path.split('/').every((part, index) => {
      const here = fixed[index];
      if (here === undefined) return depth >= 0 || !/[*?]/.test(alternative);
      return new RegExp(`^${segmentSource(here)}$`).test(part);
    });
  });

test('a pattern that is said to cover another matches every path that the other matches', () => {
  let covering = 0;
  fc.assert(
    fc.property(fc.array(pattern, {minLength: 1, maxLength: 3}), pattern, (outer, inner) => {
      if (!resourcesCover(outer.map(resource), resource(inner))) return;
      covering++;
      const wide = outer.map(matcher);
      for (const path of PATHS.filter(matcher(inner)))
        expect([outer, inner, path, wide.some((one) => one(path))]).toEqual([outer, inner, path, true]);
    }),
    {numRuns: 4_000},
  );
  expect(covering).toBeGreaterThan(100);
});

test.each([
  [['src/**'], 'src/api/a.ts', true],
  [['src'], 'src/**', true],
  [['src/**'], 'src', true],
  [['src/*.ts'], 'src/a.ts', false],
  [['src/{a,b}/**'], 'src/a', true],
  [['a/**', 'b/**'], '{a,b}/x', true],
  [['src/api/**'], 'src/**', false],
  [['**/*.ts'], 'src/**/*.ts', true],
  [['**/*.ts'], 'src/**', false],
  [['[a-z]*'], 'bx', false],
  [['[a-z]*/**'], 'bx', true],
  [['[a-z]*/**'], 'b*', true],
] as const)('%j covers %s: %s', (outer, inner, expected) => {
  expect(resourcesCover(outer.map(resource), resource(inner))).toBe(expected);
});

test.each([
  ['src', 'src/a.ts', true],
  ['src/', './src//a.ts', true],
  ['src/*', 'src/a/b', false],
  ['src/*', 'src/a', true],
  ['src/**/test', 'src/test', true],
  ['src/**', 'src', true],
  ['*', '.env', true],
  ['src/*.ts', 'src/*.js', false],
  ['src/*.ts', 'src/index.*', true],
  ['**/*.test.ts', 'src/core', true],
  ['A.ts', 'a.ts', false],
  ['[a-c].ts', '[!a-c].ts', false],
  ['[a-c].ts', '[!b].ts', true],
  ['app/[id]/page.tsx', 'app/[id]', true],
  ['app/[id]/page.tsx', 'app/[di]', false],
  ['app/[id]/page.tsx', 'app/[[]id]/page.tsx', true],
  ['service:email', 'service:email', true],
  ['service:email', 'service:*', true],
  ['service:email', 'queue:email', false],
  ['path:service', 'service:email', false],
  ['a{b}c', 'abc', false],
  ['a{b}c', 'a?b?c', true],
  ['é', 'e\u0301', true],
] as const)('%s and %s overlap: %s', (a, b, expected) => {
  expect(resourcesOverlap(resource(a), resource(b))).toBe(expected);
  expect(resourcesOverlap(resource(b), resource(a))).toBe(expected);
});

test('a path as a pattern is that path alone, whatever characters it has', () => {
  expect(patternOfPath('app/[id]/*.ts')).toEqual({segments: ['app', '[[]id]', '[*].ts'], base: 3, isName: false});
});
