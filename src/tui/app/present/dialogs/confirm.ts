import type {ConfirmDialog} from '../../state/dialog.ts';
import type {ScreenState} from '../../state/state.ts';
import {type Span, span} from '../../text/spans.ts';
import {wrapToWidth} from '../../text/width.ts';
import {dialogBlock, dialogRects} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

export function presentConfirm(state: ScreenState, {title, text, verb}: ConfirmDialog): DialogParts {
  const width = Math.min(64, state.size.columns - 2) - 6;
  const lines: Span[][] = [
    [],
    ...wrapToWidth(text, width).map((line) => [span(line)]),
    [],
    [{text: 'y', tone: 'here', bold: true}, span(`  ${verb}`)],
    [{text: 'n', tone: 'here', bold: true}, span('  leave it as it is')],
    [],
  ];
  const {frame} = dialogRects(state.size, width + 6, lines.length);
  const block = dialogBlock(frame, {title: [{text: title, bold: true}], lines, hints: [], tone: 'bad'});
  return {block, hits: [swallow(block)], cursor: null, entries: 0, hidden: 0};
}
