/** One line of a screen: its characters, and which of them are drawn dim. */
export interface ScreenLine {
  readonly text: string;
  readonly dim: readonly boolean[];
}

/** SGR sequences are read, every other escape sequence is left out. */
const SEQUENCE = /\u001b(?:\[([\d;:]*)m|\[[\d;?>=]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_=>])/y;

/** Reads a screen, with or without its styles. Without them nothing is dim. */
export function readScreenLines(screen: string): ScreenLine[] {
  let dim = false;
  return screen.split(/\r?\n/).map((line) => {
    let text = '';
    const dims: boolean[] = [];
    for (let at = 0; at < line.length; ) {
      SEQUENCE.lastIndex = at;
      const sequence = SEQUENCE.exec(line);
      if (sequence) {
        if (sequence[1] !== undefined) dim = dimAfter(sequence[1], dim);
        at = SEQUENCE.lastIndex;
        continue;
      }
      text += line[at];
      dims.push(dim);
      at += 1;
    }
    return {text, dim: dims};
  });
}

/** 2 is dim, 22 ends it, 0 (or nothing) ends everything. The numbers of an extended colour (38;5;2) mean something else. */
function dimAfter(parameters: string, before: boolean): boolean {
  let dim = before;
  const codes = parameters.split(';');
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? '';
    if (code === '38' || code === '48' || code === '58') index += codes[index + 1] === '5' ? 2 : 4;
    else if (code === '2') dim = true;
    else if (code === '' || code === '0' || code === '22') dim = false;
  }
  return dim;
}
