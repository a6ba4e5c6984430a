import {braceAlternatives} from './braces.ts';
import {escapePath, parseResource, writeResource} from './resource.ts';
import {nameOfSegment} from './segment.ts';

/** The real name of a path of the project, relative to its root; empty for the root itself, `null` where it leads outside. */
export type RealName = (path: string) => string | null;

/**
 * What was written, by the real names of files: a link is another name of what it leads to, and two names of one file must not be held by two.
 * Links are followed in the literal beginning; what a wildcard matches is always a real name. `null`: it leads out of the project. What is no
 * resource is left for those who judge it.
 */
export function withRealNames(text: string, realName: RealName, fold: (pattern: string) => string): string[] | null {
  const parsed = parseResource(text);
  if ('problem' in parsed || parsed.resource.kind !== 'path') return [text];
  const {pattern} = parsed.resource;
  const alternatives = braceAlternatives(pattern, Number.POSITIVE_INFINITY) ?? [pattern];
  const real = alternatives.map((alternative) => realOnes(alternative, realName).map((one) => one && fold(one)));
  if (real.some((one) => one.includes(null))) return null;
  const patterns = [...new Set(real.flat().filter((one) => one !== null))];
  // Where nothing is a link, it stays as it was written.
  if (patterns.length === alternatives.length && patterns.every((one, index) => one === alternatives[index])) return [text];
  return patterns.map((one) => writeResource({kind: 'path', pattern: one}));
}

function realOnes(pattern: string, realName: RealName): (string | null)[] {
  const segments = pattern.split('/');
  const glob = segments.findIndex((segment) => nameOfSegment(segment) === null);
  const base = glob < 0 ? segments.length : glob;
  const names = segments.slice(0, base).map((segment) => nameOfSegment(segment) ?? segment);
  const beginning = base === 0 ? '' : realName(names.join('/'));
  const moved =
    beginning === null || beginning === names.join('/') ? beginning && pattern : joined([escapePath(beginning), ...segments.slice(base)]);
  const first = base === 0 ? pattern : moved;
  // `app/[id]` may also be a folder of that name, and that folder a link.
  if (glob < 0 || /[*?]/.test(pattern)) return [first];
  const asName = realName(pattern);
  return asName === pattern || asName === null ? [first] : [first, escapePath(asName)];
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('/') || '**';
