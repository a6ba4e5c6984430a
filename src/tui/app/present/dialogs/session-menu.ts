import {sessionMenu} from '../../actions/palette.ts';
import type {Dialog} from '../../state/dialog.ts';
import {findSession} from '../../state/sessions.ts';
import type {ScreenState} from '../../state/state.ts';
import {justify, type Span, span} from '../../text/spans.ts';
import {dialogHints} from '../footer.ts';
import {doingOf, glyphOf, roleOf} from '../session-words.ts';
import {dialogBlock, dialogRects, entryLine} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

export function presentSessionMenu(state: ScreenState, dialog: Extract<Dialog, {kind: 'menu'}>): DialogParts {
  const entries = sessionMenu(state);
  const session = findSession(state, dialog.session);
  const {frame, inside} = dialogRects(state.size, 60, entries.length + 4);
  const rows = entries.map(({title, reason}, index): Span[] => {
    const line = entryLine([span(`${index + 1}  `, 'here'), span(title, reason === null ? 'plain' : 'quiet')], index === dialog.index);
    return justify(line, reason === null ? [] : [span(' '), span(reason, 'quiet')], inside.width);
  });
  const block = dialogBlock(frame, {
    title: session
      ? [glyphOf(session), {text: ` ${session.id}`, bold: true}, span(` ${roleOf(session)}`, 'quiet')]
      : [span(dialog.session)],
    lines: [[], [span('  '), session ? doingOf(session) : span('It is not in the team any more.', 'quiet')], [], ...rows],
    hints: dialogHints(state),
    tone: 'plain',
  });
  const hits = rows.map((_, index) => ({
    rect: {...inside, y: inside.y + 3 + index, height: 1},
    target: {kind: 'entry' as const, index},
  }));
  return {block, hits: [swallow(block), ...hits], cursor: null, entries: entries.length, hidden: 0};
}
