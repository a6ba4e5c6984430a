import type {Resource} from '../team.ts';
import {type Pattern, patternsOf} from './pattern.ts';
import {segmentCovers, segmentsMeet} from './segment.ts';

/** Is there a thing (a possible path, an existing one or not) that both name? Exact, and the same in both directions. */
export function resourcesOverlap(a: Resource, b: Resource): boolean {
  if (a.kind !== b.kind) return false;
  if (a.pattern === b.pattern) return true;
  return patternsOf(a.pattern).some((left) => patternsOf(b.pattern).some((right) => patternsOverlap(left, right)));
}

export function patternsOverlap(a: Pattern, b: Pattern): boolean {
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
      else if (l !== undefined && r !== undefined) row[j] = (below[j + 1] ?? false) && segmentsMeet(l, r);
    }
    below = row;
  }
  return below[0] ?? false;
}

/** Do the outer resources name everything that the inner one names? Never says yes where they do not. */
export const resourcesCover = (outer: readonly Resource[], inner: Resource): boolean =>
  outer.some((one) => one.kind === inner.kind && one.pattern === inner.pattern) ||
  patternsCover(patternsOfKind(outer, inner.kind), patternsOf(inner.pattern));

export const patternsOfKind = (resources: readonly Resource[], kind: string): Pattern[] =>
  resources.filter((resource) => resource.kind === kind).flatMap(({pattern}) => patternsOf(pattern));

export const patternsCover = (outer: readonly Pattern[], inner: readonly Pattern[]): boolean =>
  inner.every((one) => outerReachesAll(outer, one));

/** Follows all places of the outer patterns that every path of the inner one leads to. */
function outerReachesAll(outer: readonly Pattern[], inner: Pattern): boolean {
  let places = outer.map(({segments}) => throughDepths(segments, [0]));
  for (const segment of inner.segments) {
    places = places.map((reached, index) => {
      const segments = outer[index]?.segments ?? [];
      const next: number[] = [];
      for (const place of reached) {
        const here = segments[place];
        if (here === '**') next.push(place);
        else if (here !== undefined && segment !== '**' && segmentCovers(here, segment)) next.push(place + 1);
      }
      return throughDepths(segments, next);
    });
  }
  return places.some((reached, index) => reached.has(outer[index]?.segments.length ?? 0));
}

/** With the places behind each `**`, which may stand for nothing. */
function throughDepths(segments: readonly string[], places: Iterable<number>): Set<number> {
  const all = new Set<number>();
  for (let place of places) for (all.add(place); segments[place] === '**'; ) all.add(++place);
  return all;
}
