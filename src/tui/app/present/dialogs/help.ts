import type {Action} from '../../actions/action.ts';
import {actions} from '../../actions/table.ts';
import {keyName, keyNames} from '../../keys/key-names.ts';
import {type KeyContext, keyContexts, keyTable} from '../../keys/table.ts';
import type {ScreenState} from '../../state/state.ts';
import {type Span, span} from '../../text/spans.ts';
import {cellWidth, fitToWidth, wrapToWidth} from '../../text/width.ts';
import {dialogHints} from '../footer.ts';
import {dialogBlock, dialogRects, MARGIN} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

const WIDTH = 108;

export function presentHelp(state: ScreenState, offset: number): DialogParts {
  const lines = helpLines(state, Math.min(WIDTH, state.size.columns - 2) - 2 * MARGIN);
  const {frame, inside} = dialogRects(state.size, WIDTH, lines.length);
  const hidden = Math.max(0, lines.length - inside.height);
  const from = Math.min(offset, hidden);
  const block = dialogBlock(frame, {
    title: [{text: 'Keys', bold: true}],
    note: hidden > 0 ? [span(` ${from + 1}–${from + inside.height} of ${lines.length} `, 'quiet')] : [],
    lines: lines.slice(from, from + inside.height),
    hints: [
      ...dialogHints(state),
      ...(hidden > 0 ? [span('  '), {text: '↑↓ PgUp PgDn', tone: 'here' as const, bold: true}, span(' scroll', 'quiet')] : []),
    ],
    tone: 'plain',
  });
  return {block, hits: [swallow(block)], cursor: null, entries: 0, hidden, page: inside.height};
}

/** Everything from the key table: by context, with what the action says of itself. */
function helpLines(state: ScreenState, room: number): Span[][] {
  const names = (context: KeyContext, keys: readonly string[]): string =>
    context === 'typing' ? keyName(state.leaveTyping) : keyNames(keys);
  const left = Math.max(...keyTable.map(({keys}) => cellWidth(keyNames(keys)))) + 2;
  return (Object.keys(keyContexts) as KeyContext[]).flatMap((context, index) => [
    ...(index === 0 ? [[]] : [[], []]),
    [{text: keyContexts[context], bold: true}],
    ...keyTable
      .filter((binding) => binding.context === context)
      .flatMap(({keys, action}) => entryLines(names(context, keys), actions[action], left, room)),
  ]);
}

/** The title in plain, what else there is to say behind it or below. */
function entryLines(keys: string, {title, description}: Action, left: number, room: number): Span[][] {
  const lines = wrapToWidth(`${title}. ${description.replaceAll('`', '')}`, room - left);
  return lines.map((line, index): Span[] => {
    const names = {text: fitToWidth(index === 0 ? keys : '', left), tone: 'here' as const};
    if (index > 0) return [names, span(line, 'quiet')];
    return [names, span(line.slice(0, title.length + 1)), span(line.slice(title.length + 1), 'quiet')];
  });
}
