import {cellWidth, cutToWidth} from './width.ts';

/**
 * What a piece of text says by its looks. Every tone has a glyph, a word or a place as well: colour is never the only carrier.
 * `here` is the accent: where you are and which keys act. `needs` is the one colour that asks for something.
 */
export type Tone = 'plain' | 'quiet' | 'strong' | 'here' | 'needs' | 'bad' | 'good';

export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  readonly bold?: boolean;
  readonly inverse?: boolean;
}

export const span = (text: string, tone: Tone = 'plain'): Span => ({text, tone});

export function widthOfSpans(spans: readonly Span[]): number {
  return spans.reduce((sum, {text}) => sum + cellWidth(text), 0);
}

/** At most `cells` wide, cut in the span where the room ends. */
export function cutSpans(spans: readonly Span[], cells: number): Span[] {
  const kept: Span[] = [];
  let room = cells;
  for (const piece of spans) {
    const wide = cellWidth(piece.text);
    if (wide <= room) {
      kept.push(piece);
      room -= wide;
      continue;
    }
    if (room > 0) kept.push({...piece, text: cutToWidth(piece.text, room)});
    break;
  }
  return kept;
}

/** Left part, filler, right part: exactly `cells` wide. The right part stays whole, the left one is cut. */
export function justify(left: readonly Span[], right: readonly Span[], cells: number, filler: Span = span(' ')): Span[] {
  const rightPart = cutSpans(right, cells);
  const room = cells - widthOfSpans(rightPart);
  const leftPart = cutSpans(left, room);
  const gap = room - widthOfSpans(leftPart);
  return [...leftPart, {...filler, text: filler.text.repeat(Math.max(0, gap))}, ...rightPart];
}
