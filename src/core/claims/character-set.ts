type Range = readonly [first: number, last: number];

/** A set of characters (code points): those of the ranges, or with `not` all but those. */
export interface CharacterSet {
  readonly not: boolean;
  readonly ranges: readonly Range[];
}

/** Is there a character that both sets have? There are more characters than any list of ranges could take away. */
export function setsMeet(a: CharacterSet, b: CharacterSet): boolean {
  if (a.not && b.not) return true;
  if (a.not) return setsMeet(b, a);
  if (!b.not) return a.ranges.some((one) => b.ranges.some((other) => touch(one, other)));
  return a.ranges.some((range) => !isWithin(range, b.ranges));
}

/** Has the outer set every character of the inner one? */
export function setCovers(outer: CharacterSet, inner: CharacterSet): boolean {
  if (!inner.not) {
    if (!outer.not) return inner.ranges.every((range) => isWithin(range, outer.ranges));
    return !inner.ranges.some((one) => outer.ranges.some((other) => touch(one, other)));
  }
  return outer.not && outer.ranges.every((range) => isWithin(range, inner.ranges));
}

const touch = ([a1, a2]: Range, [b1, b2]: Range): boolean => a1 <= b2 && b1 <= a2;

function isWithin([first, last]: Range, ranges: readonly Range[]): boolean {
  let at = first;
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    if (from > at) return false;
    if (to >= at) at = to + 1;
    if (at > last) return true;
  }
  return at > last;
}
