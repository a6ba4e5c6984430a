import {type CharacterSet, setCovers, setsMeet} from './character-set.ts';

/** One element of a segment: `*` for any number of any characters, or one character out of a set. */
type Element = {readonly star: true} | {readonly star: false; readonly accepts: CharacterSet};

/**
 * One segment of a pattern, between two slashes. With a class in it (`[id].tsx`) it names two things: what the class matches, and the name that is
 * written exactly so, because such names are common (routes of web frameworks).
 */
interface Segment {
  readonly glob: readonly Element[];
  /** `null`: there is no class in it, so that the glob says it all. */
  readonly written: readonly Element[] | null;
}

const ANY: CharacterSet = {not: true, ranges: []};
const STAR: Element = {star: true};

/** Segments come from claims, which are bounded in number; a session that makes up new ones all day must not grow the table for ever. */
const MOST_KEPT = 10_000;
const parsed = new Map<string, Segment>();

function segmentOf(text: string): Segment {
  const known = parsed.get(text);
  if (known) return known;
  const segment = parseSegment(text);
  if (parsed.size > MOST_KEPT) parsed.clear();
  parsed.set(text, segment);
  return segment;
}

function parseSegment(text: string): Segment {
  const glob: Element[] = [];
  const characters = [...text];
  let hasClass = false;
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    const close = character === '[' ? classEnd(characters, at) : -1;
    if (character === '*') {
      if (glob.at(-1) !== STAR) glob.push(STAR);
    } else if (character === '?') {
      glob.push({star: false, accepts: ANY});
    } else if (close === at + 2 && isSpecial(characters[at + 1] ?? '')) {
      // A class of one such character is that character: the way to name a file that has it.
      glob.push(only(characters[at + 1] ?? ''));
      at = close;
    } else if (close > 0) {
      hasClass = true;
      glob.push({star: false, accepts: parseClass(characters.slice(at + 1, close))});
      at = close;
    } else {
      glob.push(only(character));
    }
  }
  return {glob, written: hasClass ? characters.map(only) : null};
}

function only(character: string): Element {
  const code = character.codePointAt(0) ?? 0;
  return {star: false, accepts: {not: false, ranges: [[code, code]]}};
}

/** A `]` right after the opening (or after `!`) stands for itself. -1: the class is not closed, and the `[` stands for itself. */
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

/** Is there a name that both segments match? */
export function segmentsMeet(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [segmentOf(a), segmentOf(b)];
  if (cannotMeet(left, right)) return false;
  return (
    elementsMeet(left.glob, right.glob) ||
    (left.written !== null && elementsMeet(left.written, right.glob)) ||
    (right.written !== null && elementsMeet(left.glob, right.written))
  );
}

/** Most pairs differ at their first or last character: that is seen without comparing all of them. */
function cannotMeet(left: Segment, right: Segment): boolean {
  if (left.written !== null || right.written !== null) return false;
  return differ(left.glob[0], right.glob[0]) || differ(left.glob.at(-1), right.glob.at(-1));
}

const differ = (a: Element | undefined, b: Element | undefined): boolean =>
  a !== undefined && b !== undefined && !a.star && !b.star && !setsMeet(a.accepts, b.accepts);

function elementsMeet(left: readonly Element[], right: readonly Element[]): boolean {
  // row[j]: can the rest of the left from i on and the rest of the right from j on match a common text? Row by row, from the end.
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

/** Does the outer segment match every name that the inner one matches? Never says yes where it does not. */
export function segmentCovers(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const [wide, narrow] = [segmentOf(outer), segmentOf(inner)];
  if (!elementsCover(wide.glob, narrow.glob)) return false;
  return narrow.written === null || elementsCover(wide.glob, narrow.written);
}

/** Follows all places of the outer one that every text of the inner one leads to. */
function elementsCover(outer: readonly Element[], inner: readonly Element[]): boolean {
  const withStars = (places: Iterable<number>): Set<number> => {
    const all = new Set<number>();
    for (let place of places) for (all.add(place); outer[place]?.star; ) all.add(++place);
    return all;
  };
  let places = withStars([0]);
  for (const element of inner) {
    const next: number[] = [];
    for (const place of places) {
      const here = outer[place];
      if (here?.star) next.push(place);
      else if (here && !element.star && setCovers(here.accepts, element.accepts)) next.push(place + 1);
    }
    places = withStars(next);
  }
  return places.has(outer.length);
}

/** Characters that stand for others, or for choices. */
const isSpecial = (character: string): boolean => '*?[{}'.includes(character);

/** The one name that the segment stands for; `null`: it stands for several. */
export function nameOfSegment(segment: string): string | null {
  if (!/[*?[]/.test(segment)) return segment;
  const {glob, written} = segmentOf(segment);
  if (written !== null) return null;
  let name = '';
  for (const element of glob) {
    const code = element.star || element.accepts.not ? undefined : element.accepts.ranges[0]?.[0];
    if (code === undefined) return null;
    name += String.fromCodePoint(code);
  }
  return name;
}

/** The name as a segment that stands for it alone, always written the same way. Braces have their meaning only before choices are made. */
export const segmentOfName = (name: string): string => name.replace(/[*?[]/g, '[$&]');
