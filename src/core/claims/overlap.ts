import type {Resource} from '../team.ts';
import {braceAlternatives} from './braces.ts';
import {isGlobSegment, segmentsMeet} from './segment.ts';

/** A pattern without braces, cut at its slashes. A literal covers itself and everything below it: no file has to exist for that. */
export interface PathPattern {
  readonly segments: readonly string[];
  /** Number of leading segments that are literal. */
  readonly base: number;
}

const MOST_KEPT = 10_000;
const parsed = new Map<string, readonly PathPattern[]>();

/** The patterns that a written one stands for. Its braces were checked when it was parsed as a resource. */
export function patternsOf(pattern: string): readonly PathPattern[] {
  const known = parsed.get(pattern);
  if (known) return known;
  const patterns = (braceAlternatives(pattern, Number.POSITIVE_INFINITY) ?? [pattern]).map(parsePattern);
  if (parsed.size > MOST_KEPT) parsed.clear();
  parsed.set(pattern, patterns);
  return patterns;
}

function parsePattern(pattern: string): PathPattern {
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  // `a/**` is the same as `a` for a lease: both take all that is below, and the name itself.
  while (segments.length > 1 && segments.at(-1) === '**' && segments.slice(0, -1).every((segment) => !isGlobSegment(segment)))
    segments.pop();
  const glob = segments.findIndex(isGlobSegment);
  const base = glob < 0 ? segments.length : glob;
  return {segments: base === segments.length ? [...segments, '**'] : segments, base};
}

/** Is there a thing (a possible path, an existing one or not) that both name? Exact, and the same in both directions. */
export function resourcesOverlap(a: Resource, b: Resource): boolean {
  if (a.kind !== b.kind) return false;
  if (a.pattern === b.pattern) return true;
  return patternsOf(a.pattern).some((left) => patternsOf(b.pattern).some((right) => patternsOverlap(left, right)));
}

export function patternsOverlap(a: PathPattern, b: PathPattern): boolean {
  // Most pairs differ within their literal beginnings.
  const shared = Math.min(a.base, b.base);
  for (let at = 0; at < shared; at++) if (a.segments[at] !== b.segments[at]) return false;
  return restsMeet(a.segments.slice(shared), b.segments.slice(shared));
}

/** The same walk as over characters, with `**` for any number of whole segments, none included. */
function restsMeet(a: readonly string[], b: readonly string[]): boolean {
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = new Array(b.length + 1).fill(false);
    for (let j = b.length; j >= 0; j--) {
      const l = a[i];
      const r = b[j];
      if (l === undefined && r === undefined) row[j] = true;
      else if (l === '**') row[j] = (below[j] ?? false) || (r !== undefined && (row[j + 1] ?? false));
      else if (r === '**') row[j] = (row[j + 1] ?? false) || (l !== undefined && (below[j] ?? false));
      else if (l !== undefined && r !== undefined) row[j] = segmentsMeet(l, r) && (below[j + 1] ?? false);
    }
    below = row;
  }
  return below[0] ?? false;
}
