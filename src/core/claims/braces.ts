/** The patterns without braces that a pattern with `{a,b}` stands for. `null`: more than `most`, or a brace is not closed. */
export function braceAlternatives(pattern: string, most: number): readonly string[] | null {
  const open = pattern.indexOf('{');
  if (open < 0) return pattern.includes('}') ? null : [pattern];
  const close = closingBrace(pattern, open);
  if (close < 0) return null;
  const before = pattern.slice(0, open);
  const alternatives: string[] = [];
  for (const choice of splitChoices(pattern.slice(open + 1, close))) {
    const rest = braceAlternatives(before + choice + pattern.slice(close + 1), most);
    if (rest === null || alternatives.length + rest.length > most) return null;
    alternatives.push(...rest);
  }
  return alternatives;
}

function closingBrace(pattern: string, open: number): number {
  let depth = 0;
  for (let at = open; at < pattern.length; at++) {
    if (pattern[at] === '{') depth++;
    else if (pattern[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** At the commas of the outermost level. */
function splitChoices(body: string): string[] {
  const choices: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < body.length; at++) {
    if (body[at] === '{') depth++;
    else if (body[at] === '}') depth--;
    else if (body[at] === ',' && depth === 0) {
      choices.push(body.slice(from, at));
      from = at + 1;
    }
  }
  choices.push(body.slice(from));
  return choices;
}
