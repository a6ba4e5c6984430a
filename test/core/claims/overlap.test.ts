import fc from 'fast-check';
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

describe('what cannot be claimed', () => {
  test.each([
    '/etc/passwd',
    '../up',
    'a/../../b',
    '~/x',
    'C:\\x',
    '',
    ' ',
    'a\u0000b',
    'a\u202eb',
    'x'.repeat(2_000),
    '{a',
    `${'{a,b}'.repeat(7)}`,
  ])('%j', (text) => expect(parseResource(text)).toHaveProperty('problem'));
});

/** Every path of up to four segments of one or two letters: enough to tell any two of the patterns below apart, which have two. */
const letters = ['a', 'b'];
const segments = [...letters, ...letters.flatMap((one) => letters.map((two) => one + two))];
const below = (paths: readonly string[]): string[] => paths.flatMap((path) => segments.map((segment) => `${path}/${segment}`));
const universe = [...segments, ...below(segments), ...below(below(segments)), ...below(below(below(segments)))];

/** The plain meaning of a pattern, by another way than the code's: a regular expression. */
function matcher(pattern: string): RegExp {
  const alternatives = (text: string): string[] => {
    const found = /\{([^{}]*)\}/.exec(text);
    return found ? (found[1] ?? '').split(',').flatMap((choice) => alternatives(text.replace(found[0], choice))) : [text];
  };
  const bodies = alternatives(pattern).map((text) => {
    const parts = text.split('/');
    const glob = parts.some((part) => /[*?[]/.test(part));
    let body = '';
    parts.forEach((part, index) => {
      const last = index === parts.length - 1;
      if (part === '**') body += last ? '(?:[^/]+/)*' : '(?:[^/]+/)*';
      else body += `${part.replace(/\*+/g, '[^/]*').replace(/\?/g, '[^/]').replace(/\[!/g, '[^')}/`;
    });
    return glob ? body : `${body}(?:[^/]+/)*`;
  });
  return new RegExp(`^(?:${bodies.join('|')})$`);
}

test('the decision is that of trying every path', () => {
  const segment = fc.oneof(
    fc.constantFrom('a', 'b', 'ab', '*', '**', 'a*', '*b', '?', 'a?', '[ab]', '[!a]', '{a,b}', '{ab,ba}'),
    fc.array(fc.constantFrom('a', 'b', '*', '?'), {minLength: 1, maxLength: 2}).map((parts) => parts.join('')),
  );
  const pattern = fc.array(segment, {minLength: 1, maxLength: 2}).map((parts) => parts.join('/').replace(/\*{3,}/g, '**'));
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      const left = matcher(a);
      const right = matcher(b);
      const common = universe.find((path) => left.test(`${path}/`) && right.test(`${path}/`));
      // `x/**` covers x itself as a lease; a path of the universe below it exists whenever x does, so that the enumeration sees it too.
      if (common !== undefined) expect(overlap(a, b), `${a} and ${b} share ${common}`).toBe(true);
      else expect(overlap(a, b), `${a} and ${b} share nothing`).toBe(false);
    }),
    {numRuns: 2_000},
  );
});
