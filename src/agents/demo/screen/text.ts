import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter();

/** Cells that text takes on a terminal; colours take none. */
export const widthOf = (text: string): number => stringWidth(text);

/** As much of the beginning as fits, with `…` where something was cut. */
export function cutText(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const head = takeCells(text, width - 1);
  return width < 1 ? '' : `${widthOf(head) < width ? head : ''}…`;
}

/** Breaks plain text at spaces, and a word that is longer than a line where the line ends. Line breaks of the text are kept. */
export function wrapText(text: string, width: number): string[] {
  const limit = Math.max(width, 1);
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, limit));
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line: string | null = null;
  for (const word of paragraph.split(' ')) {
    // Spaces at the beginning are kept: output is often indented.
    const joined: string = line === null ? word : `${line} ${word}`;
    if (widthOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line?.trim()) lines.push(line);
    line = word;
    while (widthOf(line) > width) {
      const head = takeCells(line, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line ?? ''];
}

/** At least one grapheme, so that a cut always goes on. */
function takeCells(text: string, width: number): string {
  let taken = '';
  let cells = 0;
  for (const {segment} of segmenter.segment(text)) {
    cells += widthOf(segment);
    if (cells > width && taken !== '') break;
    taken += segment;
  }
  return taken;
}
