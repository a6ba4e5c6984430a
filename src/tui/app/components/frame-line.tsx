import {Text} from 'ink';
import {use} from 'react';
import type {LineRun, LineWeight} from '../layout/frame-lines.ts';
import type {Tone} from '../text/spans.ts';
import {paintSpans} from '../text/theme.ts';
import {ThemeContext} from './painting.tsx';
import {Placed} from './placed.tsx';

const TONES: Readonly<Record<LineWeight, Tone>> = {quiet: 'quiet', focused: 'here', typing: 'here'};

/** A part of the lines between panes. */
export function FrameLine({run: {x, y, text, weight, vertical}}: {readonly run: LineRun}) {
  const theme = use(ThemeContext);
  const cells = vertical ? text.split('\n') : [text];
  const rect = {x, y, width: vertical ? 1 : text.length, height: cells.length};
  return (
    <Placed rect={rect}>
      <Text wrap="truncate">{cells.map((cell) => paintSpans([{text: cell, tone: TONES[weight]}], theme)).join('\n')}</Text>
    </Placed>
  );
}
