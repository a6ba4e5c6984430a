import type {Rect} from '../../../surface.ts';
import {centred, type Size} from '../../layout/regions.ts';
import {cutSpans, justify, type Span, span, type Tone} from '../../text/spans.ts';
import type {Block} from '../view.ts';

export interface DialogContent {
  readonly title: readonly Span[];
  /** At the right end of the title's line. */
  readonly note?: readonly Span[];
  readonly lines: readonly (readonly Span[])[];
  readonly hints: readonly Span[];
  readonly tone: Tone;
}

/** Cells inside a dialog's frame, two of which are left free on each side. */
export const MARGIN = 3;

/** Where a dialog of these many content rows stands, and the rectangle of its content. */
export function dialogRects(size: Size, width: number, rows: number): {frame: Rect; inside: Rect} {
  const frame = centred(size, Math.min(width, size.columns - 2), Math.min(rows + 2, size.rows - 2));
  return {
    frame,
    inside: {x: frame.x + MARGIN, y: frame.y + 1, width: frame.width - 2 * MARGIN, height: frame.height - 2},
  };
}

/** The content in its frame: title in the upper line, what the keys do in the lower one. Every cell of the rectangle is drawn. */
export function dialogBlock(frame: Rect, {title, note = [], lines, hints, tone}: DialogContent): Block {
  const width = frame.width - 2;
  const line = span('─', tone);
  const edge = span('│', tone);
  const top = justify([line, ...cutSpans([span(' '), ...title, span(' ')], width - 2)], [...note, line], width, line);
  const shownHints = hints.length === 0 ? [] : cutSpans([...hints, span(' ')], width - 2);
  const bottom = justify([line, ...shownHints], [], width, line);
  const middle = Array.from({length: frame.height - 2}, (_, index) => [
    edge,
    ...justify([span(' '.repeat(MARGIN - 1)), ...cutSpans(lines[index] ?? [], width - MARGIN)], [], width),
    edge,
  ]);
  return {rect: frame, lines: [[span('╭', tone), ...top, span('╮', tone)], ...middle, [span('╰', tone), ...bottom, span('╯', tone)]]};
}

/** Rows around the chosen one, where not all fit. */
export function windowAround(count: number, index: number, height: number): {from: number; to: number} {
  const from = Math.max(0, Math.min(count - height, index - Math.floor(height / 2)));
  return {from, to: Math.min(count, from + height)};
}

/** A chosen entry is marked at its left edge and drawn strong. */
export function entryLine(spans: readonly Span[], chosen: boolean): Span[] {
  return chosen ? [span('▌ ', 'here'), ...spans.map((piece) => ({...piece, bold: true}))] : [span('  '), ...spans];
}
