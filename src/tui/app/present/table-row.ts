import {type Span, span} from '../text/spans.ts';
import {fitToWidth} from '../text/width.ts';

export interface Column {
  /** Cells, or a share of what the fixed columns leave. */
  readonly width: number | {readonly share: number; readonly least?: number};
  readonly align?: 'left' | 'right';
  /** The first to go where there is not enough room: the higher the sooner. Without it, it stays. */
  readonly expendable?: number;
}

/** A share below this says nothing any more. */
const LEAST_SHARE = 8;

/** Widths of the columns in a row of this width, 0 for those that are left out. Columns are one cell apart. */
export function columnWidths(columns: readonly Column[], width: number): number[] {
  const shown = columns.map(() => true);
  for (;;) {
    const fixed = columns.reduce((sum, column, index) => sum + (shown[index] && typeof column.width === 'number' ? column.width : 0), 0);
    const gaps = Math.max(0, shown.filter(Boolean).length - 1);
    const shares = columns.reduce(
      (sum, column, index) => sum + (shown[index] && typeof column.width === 'object' ? column.width.share : 0),
      0,
    );
    const rest = width - fixed - gaps;
    const smallest = columns.reduce((sum, {width: wanted}, index) => sum + (shown[index] ? leastOf(wanted) : 0), 0);
    const victim = rest >= smallest ? -1 : mostExpendable(columns, shown);
    if (victim === -1) return distribute(columns, shown, Math.max(0, rest), shares);
    shown[victim] = false;
  }
}

const leastOf = (width: Column['width']): number => (typeof width === 'object' ? (width.least ?? LEAST_SHARE) : 0);

function mostExpendable(columns: readonly Column[], shown: readonly boolean[]): number {
  let found = -1;
  for (const [index, {expendable}] of columns.entries()) {
    if (shown[index] && expendable !== undefined && expendable > (columns[found]?.expendable ?? -1)) found = index;
  }
  return found;
}

function distribute(columns: readonly Column[], shown: readonly boolean[], rest: number, shares: number): number[] {
  let left = rest;
  let sharesLeft = shares;
  return columns.map((column, index) => {
    if (!shown[index]) return 0;
    if (typeof column.width === 'number') return column.width;
    const size = Math.floor((left * column.width.share) / sharesLeft);
    left -= size;
    sharesLeft -= column.width.share;
    return size;
  });
}

/** One row: each piece cut or filled up to its column. */
export function tableRow(columns: readonly Column[], widths: readonly number[], pieces: readonly Span[]): Span[] {
  const shown = pieces.flatMap((piece, index) => {
    const width = widths[index] ?? 0;
    return width === 0 ? [] : [{...piece, text: fitToWidth(piece.text, width, columns[index]?.align ?? 'left')}];
  });
  return shown.flatMap((piece, index) => (index === 0 ? [piece] : [span(' '), piece]));
}
