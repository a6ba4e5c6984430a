const segmenter = new Intl.Segmenter();
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

const widthOfGrapheme = (grapheme: string): number => (INVISIBLE.test(grapheme) ? 0 : WIDE.test(grapheme) ? 2 : 1);

/** Cells that plain text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const {segment} of segmenter.segment(text)) width += widthOfGrapheme(segment);
  return width;
}

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
    cells += widthOfGrapheme(segment);
    if (cells > width && taken !== '') break;
    taken += segment;
  }
  return taken;
}
