/** The known name that a mistyped one was most likely meant to be; `null` when none is near: a far-fetched guess helps nobody. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let best: {candidate: string; distance: number} | null = null;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= Math.max(1, Math.floor(candidate.length / 3)) && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) {
      best = {candidate, distance};
    }
  }
  return best?.candidate ?? null;
}

/** Insertions, deletions, replacements and swaps of neighbours that make the one the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({length: to.length + 1}, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

/** What to do about a name that is not known. */
export function remedyForName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  const list = known.length > 0 ? `Known: ${known.join(', ')}.` : 'There are none.';
  return nearest === null ? list : `Did you mean "${nearest}"? ${list}`;
}
