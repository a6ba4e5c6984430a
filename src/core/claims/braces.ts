/**
 * The patterns without choices that a pattern with `{a,b}` stands for. Braces without a comma are two characters of a name, as in a shell, and so
 * is all that stands in a class (`[{]`). `null`: more than `most`, or a brace is not closed.
 */
export function braceAlternatives(pattern: string, most: number): readonly string[] | null {
  const group = firstChoice(pattern);
  if (group === null) return [pattern];
  if (group === 'open') return null;
  const before = pattern.slice(0, group.open);
  const after = pattern.slice(group.close + 1);
  const alternatives: string[] = [];
  for (const choice of group.choices) {
    const rest = braceAlternatives(before + choice + after, most);
    if (rest === null || alternatives.length + rest.length > most) return null;
    alternatives.push(...rest);
  }
  return alternatives;
}

interface Group {
  readonly open: number;
  readonly close: number;
  readonly choices: readonly string[];
}

/** The first group with a comma of its own. `'open'`: a brace without its other half. */
function firstChoice(pattern: string): Group | 'open' | null {
  const opened: {readonly at: number; readonly commas: number[]}[] = [];
  let first: Group | null = null;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '[') {
      at = skipClass(pattern, at);
    } else if (character === '{') {
      opened.push({at, commas: []});
    } else if (character === ',') {
      opened.at(-1)?.commas.push(at);
    } else if (character === '}') {
      const group = opened.pop();
      if (!group) return 'open';
      // An outer group closes after the ones in it, and begins before them.
      if (group.commas.length > 0 && (first === null || group.at < first.open)) {
        first = {open: group.at, close: at, choices: split(pattern, [group.at, ...group.commas, at])};
      }
    }
  }
  return opened.length > 0 ? 'open' : first;
}

const split = (pattern: string, marks: readonly number[]): string[] =>
  marks.slice(1).map((mark, index) => pattern.slice((marks[index] ?? 0) + 1, mark));

/** Where the class that opens here closes; the opening itself where it does not. Classes do not reach over a slash. */
function skipClass(pattern: string, open: number): number {
  const first = pattern[open + 1] === '!' ? open + 3 : open + 2;
  for (let at = first; at < pattern.length && pattern[at] !== '/'; at++) if (pattern[at] === ']') return at;
  return open;
}
