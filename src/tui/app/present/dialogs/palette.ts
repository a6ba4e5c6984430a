import {paletteEntries} from '../../actions/palette.ts';
import type {Dialog} from '../../state/dialog.ts';
import type {ScreenState} from '../../state/state.ts';
import {windowText} from '../../state/text-field.ts';
import {justify, type Span, span} from '../../text/spans.ts';
import {dialogHints} from '../footer.ts';
import {dialogBlock, dialogRects, entryLine, windowAround} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

/** Rows of entries: as many as can be read at a glance; the rest is a word away. */
const MOST_ROWS = 14;

export function presentPalette(state: ScreenState, dialog: Extract<Dialog, {kind: 'palette'}>): DialogParts {
  const entries = paletteEntries(state, dialog.query.text);
  // The height stays while the list gets shorter, so that nothing jumps while one types.
  const {frame, inside} = dialogRects(state.size, 72, MOST_ROWS + 2);
  const {text, cursorColumn} = windowText(dialog.query, inside.width - 3);
  const {from, to} = windowAround(entries.length, dialog.index, inside.height - 2);
  const rows = entries.slice(from, to).map(({title, keys, reason}, index): Span[] => {
    const right = reason === null ? [span(keys, 'here')] : [span(reason, 'quiet')];
    const line = entryLine([span(title, reason === null ? 'plain' : 'quiet')], from + index === dialog.index);
    return justify(line, [span(' '), ...right], inside.width);
  });
  const block = dialogBlock(frame, {
    title: [{text: 'Actions', bold: true}],
    lines: [[span('› ', 'here'), span(text)], [], ...(rows.length === 0 ? [[span('  Nothing is called that.', 'quiet')]] : rows)],
    hints: dialogHints(state),
    tone: 'plain',
  });
  const hits = rows.map((_, index) => ({
    rect: {...inside, y: inside.y + 2 + index, height: 1},
    target: {kind: 'entry' as const, index: from + index},
  }));
  return {
    block,
    hits: [swallow(block), ...hits],
    cursor: {x: inside.x - 1 + 2 + cursorColumn, y: inside.y},
    entries: entries.length,
    hidden: 0,
  };
}
