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
  const rect = {x, y, width: vertical ? 1 : text.length, height: vertical ? (text.length + 1) / 2 : 1};
  return (
    <Placed rect={rect}>
      <Text wrap="truncate">{paintSpans([{text, tone: TONES[weight]}], theme)}</Text>
    </Placed>
  );
}
