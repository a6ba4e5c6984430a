import {braceAlternatives} from './braces.ts';
import {nameOfSegment, segmentOfName} from './segment.ts';

/** A pattern without choices, cut at its slashes. A literal covers itself and everything below it: no file has to exist for that. */
export interface Pattern {
  readonly segments: readonly string[];
  /** Number of leading segments that are literal. */
  readonly base: number;
  /** The `**` at its end was not written: it is a name, of a file or of a folder. */
  readonly isName: boolean;
}

/** Parsed ones are kept, because the same claims are looked at again and again. */
const MOST_KEPT = 10_000;
const parsed = new Map<string, readonly Pattern[]>();

/** The patterns that a written one stands for. Its braces were checked when it was parsed as a resource. */
export function patternsOf(pattern: string): readonly Pattern[] {
  const known = parsed.get(pattern);
  if (known) return known;
  const patterns = (braceAlternatives(pattern, Number.POSITIVE_INFINITY) ?? [pattern]).flatMap(parsePattern);
  if (parsed.size > MOST_KEPT) parsed.clear();
  parsed.set(pattern, patterns);
  return patterns;
}

function parsePattern(pattern: string): Pattern[] {
  const segments = segmentsOf(pattern).map(asName);
  const base = baseOf(segments);
  // For a lease `a/**` is the same as `a`: both take all that is below, and the name itself.
  if (base === segments.length) return [{segments: [...segments, '**'], base, isName: true}];
  // `app/[id]` may be a class or a folder of that name; so it takes what the class names, and that folder with all that is below.
  const folder = segments.some(hasWildcard) ? [] : [{segments: [...segments.map(asWritten), '**'], base: segments.length, isName: true}];
  return [{segments, base, isName: false}, ...folder];
}

/** Two `**` in a row take what one takes. */
const segmentsOf = (path: string): string[] =>
  path.split('/').filter((segment, index, all) => segment !== '' && segment !== '.' && !(segment === '**' && all[index - 1] === '**'));

function baseOf(segments: readonly string[]): number {
  const glob = segments.findIndex((segment) => nameOfSegment(segment) === null);
  return glob < 0 ? segments.length : glob;
}

/** Two ways to write one name must not be two names. */
function asName(segment: string): string {
  const name = nameOfSegment(segment);
  return name === null ? segment : segmentOfName(name);
}

/** A class as the name that it looks like. */
const asWritten = (segment: string): string => (nameOfSegment(segment) === null ? segmentOfName(segment) : segment);

/** Outside of a class, where they stand for themselves. */
const hasWildcard = (segment: string): boolean => nameOfSegment(segment) === null && /[*?]/.test(segment.replace(/\[[*?]\]/g, ''));

/** Exactly this path, nothing below it, and no character of it stands for another. */
export function patternOfPath(path: string): Pattern {
  const segments = segmentsOf(path).map(segmentOfName);
  return {segments, base: baseOf(segments), isName: false};
}

/** A name as that of a file: nothing below it. */
export const withoutBelow = (pattern: Pattern): Pattern =>
  pattern.isName ? {...pattern, segments: pattern.segments.slice(0, -1), isName: false} : pattern;
