import {teamTime} from '../../state/sessions.ts';
import type {ScreenState} from '../../state/state.ts';
import {type Span, span} from '../../text/spans.ts';
import {shortTimeLeft} from '../../text/time.ts';
import {cleanLine} from '../../text/width.ts';
import {dialogHints} from '../footer.ts';
import {type Column, columnWidths, tableRow} from '../table-row.ts';
import {dialogBlock, dialogRects, entryLine, windowAround} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

const COLUMNS: readonly Column[] = [
  {width: 6},
  {width: 12},
  {width: {share: 3}},
  {width: 9, expendable: 1},
  {width: {share: 2}, expendable: 2},
  {width: 6, align: 'right'},
];

export function presentClaims(state: ScreenState, index: number, now: number): DialogParts {
  const claims = state.board?.claims ?? [];
  const {frame, inside} = dialogRects(state.size, 120, Math.max(3, claims.length + 2));
  const widths = columnWidths(COLUMNS, inside.width - 2);
  const chosen = Math.min(index, claims.length - 1);
  const {from, to} = windowAround(claims.length, chosen, inside.height - 2);
  const rows = claims
    .slice(from, to)
    .map(({id, holder, resources, mode, automatic, reason, expiresAt}, at): Span[] =>
      entryLine(
        tableRow(COLUMNS, widths, [
          span(id, 'quiet'),
          span(cleanLine(holder)),
          span(cleanLine(resources.join(' ')), 'strong'),
          span(mode, 'quiet'),
          span(automatic ? 'by its edit' : cleanLine(reason), 'quiet'),
          span(shortTimeLeft(expiresAt - teamTime(state, now)), 'quiet'),
        ]),
        from + at === chosen,
      ),
    );
  const block = dialogBlock(frame, {
    title: [{text: 'Claims', bold: true}, span(` ${claims.length}`, 'quiet')],
    lines: [[], ...(rows.length === 0 ? [[span('Nobody holds anything.', 'quiet')]] : rows)],
    hints: dialogHints(state),
    tone: 'plain',
  });
  const hits = rows.map((_, at) => ({
    rect: {...inside, y: inside.y + 1 + at, height: 1},
    target: {kind: 'entry' as const, index: from + at},
  }));
  return {block, hits: [swallow(block), ...hits], cursor: null, entries: claims.length, hidden: 0};
}
