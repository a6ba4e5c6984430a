import type {Resource} from '../../../src/core/index.ts';

/** Everything that sessions of a simulation may claim. */
export const RESOURCES = [
  'src/**',
  'src/a.ts',
  'src/*.ts',
  'src/api',
  'docs',
  'docs/*.md',
  '{src,docs}/b',
  'service:email',
  'service:*',
  'app/[id]/x',
  '**/b.ts',
] as const;
/** Files that they edit. */
export const FILES = ['src/a.ts', 'src/b.ts', 'src/api/b.ts', 'docs/a.md', 'docs/b', 'app/[id]/x', 'odd*', 'README.md'] as const;

/** All that exists in their world, at most 32: two resources overlap when one of these belongs to both. */
const THINGS = [
  ...FILES.map((file) => `path:${file}`),
  'path:src',
  'path:src/c.ts',
  'path:src/api',
  'path:src/api/a.ts',
  'path:src/b',
  'path:src/a.ts/x',
  'path:src/a.ts/b.ts',
  'path:src/b.ts/x',
  'path:docs',
  'path:docs/c.md',
  'path:docs/b.ts',
  'path:docs/a.md/x',
  'path:docs/b/b.ts',
  'path:src/b/b.ts',
  'path:app/i/x',
  'path:app/[id]/x/b.ts',
  'path:b.ts',
  'path:docs/a.md/b.ts',
  'path:README.md/b.ts',
  'path:odd*/b.ts',
  'service:email',
  'service:printer',
];

const known = new Map<string, number>();

/** One bit for each thing that the resource names. By matching every thing, so that no index and no algebra of patterns can be wrong. */
export function thingsOf(resources: readonly Resource[]): number {
  let all = 0;
  for (const {kind, pattern} of resources) {
    const key = `${kind}:${pattern}`;
    let bits = known.get(key);
    if (bits === undefined) {
      bits = THINGS.reduce((sum, thing, index) => (names(kind, pattern, thing) ? sum | (1 << index) : sum), 0);
      known.set(key, bits);
    }
    all |= bits;
  }
  return all;
}

/** Only this file, and nothing below it. */
export const thingOfFile = (path: string): number => 1 << THINGS.indexOf(`path:${path}`);

/** The same for resources as they are written. */
export const thingsOfTexts = (texts: readonly string[]): number =>
  thingsOf(
    texts.map((text) => {
      const [, kind = 'path', pattern = text] = /^(service|path):(.*)$/.exec(text) ?? [];
      return {kind, pattern};
    }),
  );

function names(kind: string, pattern: string, thing: string): boolean {
  if (!thing.startsWith(`${kind}:`)) return false;
  const name = thing.slice(kind.length + 1);
  return choicesOf(pattern).some((choice) => isWithin(choice, name) || asExpression(choice).test(name));
}

/** A character of a name that would stand for others, in brackets of its own. */
const ESCAPED = /\[([*?[{}])\]/g;

/** A name without wildcards takes all that is below, too, and what has a class may be a name that is written so. */
function isWithin(pattern: string, name: string): boolean {
  if (/[*?]/.test(pattern.replace(ESCAPED, ''))) return false;
  const literal = pattern.replace(ESCAPED, '$1');
  return name === literal || name.startsWith(`${literal}/`);
}

function choicesOf(pattern: string): string[] {
  const [all, before = '', choices = '', after = ''] = /^(.*)\{(.+,.+)\}(.*)$/.exec(pattern) ?? [];
  return all === undefined ? [pattern] : choices.split(',').map((choice) => before + choice + after);
}

function asExpression(pattern: string): RegExp {
  const written = pattern.replace(/\[[*?[{}]\]|\*\*\/|\/\*\*|\*|\?|\[[^\]]+\]|[.+^$()|\\]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '/**') return '(?:/.*)?';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (/^\[[*?[{}]\]$/.test(part)) return `\\${part[1]}`;
    return part.startsWith('[') ? part.replace('[!', '[^') : `\\${part}`;
  });
  return new RegExp(`^${written}$`);
}
