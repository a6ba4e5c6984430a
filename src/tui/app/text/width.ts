import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter();

/** C0, DEL and C1 would move the cursor; the bidirectional controls would reorder what stands around them. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

const PRINTABLE_ASCII = /^[\u0020-\u007e]*$/;

/** Text of a session as one harmless line: escape sequences and control characters are gone, line ends and tabs are spaces. */
export function cleanLine(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return stripVTControlCharacters(text)
    .replace(/\s*[\r\n]+\s*|\t/g, ' ')
    .replace(CONTROL, '');
}

/** The same, with its lines kept. */
export function cleanLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/\r\n|\n|\r/)
    .map((line) => line.replaceAll('\t', '  ').replace(CONTROL, ''));
}

/** Widths of texts that were measured: a picture is made of much the same ones as the picture before, and measuring takes a segmenter. */
const widths = new Map<string, number>();
/** Some pictures of a busy board. */
const MOST_WIDTHS = 4_000;

/** Cells that the text takes. */
export function cellWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  const known = widths.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  if (widths.size >= MOST_WIDTHS) widths.clear();
  widths.set(text, width);
  return width;
}

/** At most `cells` wide; what does not fit is replaced by `…`. */
export function cutToWidth(text: string, cells: number): string {
  if (cells <= 0) return '';
  if (PRINTABLE_ASCII.test(text)) return text.length <= cells ? text : `${text.slice(0, cells - 1)}…`;
  if (cellWidth(text) <= cells) return text;
  return `${headOf(text, cells - 1)}…`;
}

/** As much of the beginning as fits, whole graphemes only. */
export function headOf(text: string, cells: number): string {
  let head = '';
  let taken = 0;
  for (const {segment} of segmenter.segment(text)) {
    const wide = cellWidth(segment);
    if (taken + wide > cells) break;
    head += segment;
    taken += wide;
  }
  return head;
}

/** Exactly `cells` wide: cut or filled up with spaces. */
export function fitToWidth(text: string, cells: number, align: 'left' | 'right' = 'left'): string {
  const cut = cutToWidth(text, cells);
  const fill = ' '.repeat(Math.max(0, cells - cellWidth(cut)));
  return align === 'left' ? cut + fill : fill + cut;
}

/** Broken at spaces where that is possible; the last of `most` lines ends in `…` when there is more. */
export function wrapToWidth(text: string, cells: number, most = Number.POSITIVE_INFINITY): string[] {
  if (cells <= 0) return [];
  const lines = cleanLines(text).flatMap((line) => wrapOneLine(line, cells));
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const last = kept.pop() ?? '';
  return [
    ...kept,
    cutToWidth(`${last}${' '.repeat(cells)}…`, cells)
      .trimEnd()
      .replace(/\s+…$/, ' …'),
  ];
}

function wrapOneLine(line: string, cells: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (cellWidth(rest) > cells) {
    const head = headOf(rest, cells);
    if (head === '') {
      // One character that is wider than the whole line.
      lines.push('…');
      rest = rest.slice(graphemeBoundaries(rest)[1]);
      continue;
    }
    const space = rest[head.length] === ' ' ? head.length : head.lastIndexOf(' ');
    const end = space > 0 ? space : head.length;
    lines.push(rest.slice(0, end).trimEnd());
    rest = space > 0 ? rest.slice(end + 1) : rest.slice(end);
  }
  lines.push(rest);
  return lines;
}

/** Where the previous and the next grapheme begin. */
export function graphemeBoundaries(text: string): number[] {
  return [...segmenter.segment(text)].map(({index}) => index).concat(text.length);
}
