import type {Rect} from '../../surface.ts';
import {span, type Tone, widthOfSpans} from '../text/spans.ts';
import {wrapToWidth} from '../text/width.ts';
import type {Block} from './view.ts';

/** Words in the middle of an area, broken where they are too long for it. */
export function centredText(area: Rect, words: readonly string[], tone: Tone): Block {
  const lines = words
    .flatMap((word) => wrapToWidth(word, area.width))
    .slice(0, Math.max(0, area.height))
    .map((line) => [span(line, tone)]);
  const width = Math.max(0, ...lines.map(widthOfSpans));
  return {
    rect: {
      x: area.x + Math.floor((area.width - width) / 2),
      y: area.y + Math.floor((area.height - lines.length) / 2),
      width,
      height: lines.length,
    },
    lines,
  };
}
