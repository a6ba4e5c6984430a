import {type Span, span, type Tone} from '../../text/spans.ts';
import {cleanLine} from '../../text/width.ts';
import {type Column, columnWidths, tableRow} from '../table-row.ts';

export interface SectionRow {
  readonly spans: readonly Span[];
  readonly session?: string;
}

export interface Section {
  readonly title: string;
  readonly count: string;
  /** What it says when there is nothing. */
  readonly empty: string;
  rows(width: number): SectionRow[];
}

/** Rows in columns that fit this width. */
export const table = (columns: readonly Column[], width: number, rows: readonly (readonly Span[])[]): Span[][] => {
  const widths = columnWidths(columns, width);
  return rows.map((pieces) => tableRow(columns, widths, pieces));
};

/** Words of a session, harmless. */
export const text = (words: string, tone: Tone = 'plain'): Span => span(cleanLine(words), tone);
