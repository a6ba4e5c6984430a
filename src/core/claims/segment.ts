/**
 * One segment of a glob as a sequence of elements: a set of characters, or `*` for any number of any. A class is written `[abc]`, `[a-z]`,
 * `[!abc]`; a `[` that is not closed stands for itself.
 */
export type Element = {readonly star: true} | {readonly star: false; readonly accepts: CharacterSet};

/** A set of characters: the ranges, or with `not` everything but them. */
export interface CharacterSet {
  readonly not: boolean;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

const ANY: CharacterSet = {not: true, ranges: []};

const parsed = new Map<string, readonly Element[]>();

export function elementsOf(segment: string): readonly Element[] {
  const known = parsed.get(segment);
  if (known) return known;
  const elements = parseElements(segment);
  // Segments come from claims, which are bounded in number; a session that makes up new ones all day must not grow the table for ever.
  if (parsed.size > 10_000) parsed.clear();
  parsed.set(segment, elements);
  return elements;
}

function parseElements(segment: string): Element[] {
  const elements: Element[] = [];
  const characters = [...segment];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') {
      if (elements.at(-1)?.star !== true) elements.push({star: true});
    } else if (character === '?') {
      elements.push({star: false, accepts: ANY});
    } else {
      const close = character === '[' ? classEnd(characters, at) : -1;
      if (close > 0) {
        elements.push({star: false, accepts: parseClass(characters.slice(at + 1, close))});
        at = close;
      } else {
        const code = character.codePointAt(0) ?? 0;
        elements.push({star: false, accepts: {not: false, ranges: [[code, code]]}});
      }
    }
  }
  return elements;
}

/** A `]` right after the opening (or after `!`) stands for itself. -1: the class is not closed. */
function classEnd(characters: readonly string[], open: number): number {
  const first = characters[open + 1] === '!' ? open + 3 : open + 2;
  for (let at = first; at < characters.length; at++) if (characters[at] === ']') return at;
  return -1;
}

function parseClass(body: readonly string[]): CharacterSet {
  const not = body[0] === '!';
  const members = not ? body.slice(1) : body;
  const ranges: [number, number][] = [];
  for (let at = 0; at < members.length; at++) {
    const first = members[at]?.codePointAt(0) ?? 0;
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    const last = isRange ? (members[at + 2]?.codePointAt(0) ?? 0) : first;
    if (isRange) at += 2;
    if (first <= last) ranges.push([first, last]);
  }
  return {not, ranges};
}

/** Is there a character that both sets have? A segment has no `/`, which is not enough to make any set empty. */
export function setsMeet(a: CharacterSet, b: CharacterSet): boolean {
  if (a.not && b.not) return true;
  if (a.not) return setsMeet(b, a);
  if (!b.not) return a.ranges.some(([a1, a2]) => b.ranges.some(([b1, b2]) => a1 <= b2 && b1 <= a2));
  return a.ranges.some((range) => !isCovered(range, b.ranges));
}

function isCovered([first, last]: readonly [number, number], ranges: readonly (readonly [number, number])[]): boolean {
  let at = first;
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    if (from > at) return false;
    if (to >= at) at = to + 1;
    if (at > last) return true;
  }
  return at > last;
}

/** Is there a text that both segments match? */
export function segmentsMeet(a: string, b: string): boolean {
  if (a === b) return true;
  const left = elementsOf(a);
  const right = elementsOf(b);
  // meets[j]: can the rest of the left from i on and the rest of the right from j on match a common text? Row by row, from the end.
  let below: boolean[] = [];
  for (let i = left.length; i >= 0; i--) {
    const row: boolean[] = new Array(right.length + 1).fill(false);
    for (let j = right.length; j >= 0; j--) {
      const l = left[i];
      const r = right[j];
      if (!l && !r) row[j] = true;
      else if (l?.star) row[j] = (below[j] ?? false) || (r !== undefined && (row[j + 1] ?? false));
      else if (r?.star) row[j] = (row[j + 1] ?? false) || (l !== undefined && (below[j] ?? false));
      else if (l && r) row[j] = setsMeet(l.accepts, r.accepts) && (below[j + 1] ?? false);
    }
    below = row;
  }
  return below[0] ?? false;
}

/** Are there characters in it that stand for others? */
export const isGlobSegment = (segment: string): boolean => /[*?[]/.test(segment);
