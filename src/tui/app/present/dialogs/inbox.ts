import type {Dialog} from '../../state/dialog.ts';
import {teamTime} from '../../state/sessions.ts';
import type {ScreenState} from '../../state/state.ts';
import {justify, type Span, span} from '../../text/spans.ts';
import {shortAge} from '../../text/time.ts';
import {cleanLine, fitToWidth, wrapToWidth} from '../../text/width.ts';
import {dialogHints} from '../footer.ts';
import {dialogBlock, dialogRects, entryLine, windowAround} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

/** What sessions wrote to the person: the list above, the chosen one in full below. */
export function presentInbox(state: ScreenState, dialog: Extract<Dialog, {kind: 'inbox'}>, now: number): DialogParts {
  const messages = dialog.messages ?? [];
  const {frame, inside} = dialogRects(state.size, 90, 24);
  const chosen = messages[dialog.index];
  const listed = Math.min(messages.length, Math.max(2, Math.floor(inside.height / 3)));
  const {from, to} = windowAround(messages.length, dialog.index, listed);
  const rows = messages
    .slice(from, to)
    .map(({from: sender, subject, priority, needsReply, sentAt}, at): Span[] =>
      justify(
        entryLine(
          [
            span(`${fitToWidth(cleanLine(sender), 12)} `),
            span(cleanLine(subject), 'strong'),
            ...(priority === 'normal' ? [] : [span(` ${cleanLine(priority)}`, 'needs')]),
            ...(needsReply ? [span(' wants a reply', 'needs')] : []),
          ],
          from + at === dialog.index,
        ),
        [span(` ${shortAge(teamTime(state, now) - sentAt)}`, 'quiet')],
        inside.width,
      ),
    );
  const body = chosen ? wrapToWidth(chosen.body, inside.width, Math.max(1, inside.height - listed - 3)) : [];
  const lines: Span[][] =
    dialog.messages === null
      ? [[], [span('Asking the supervisor…', 'quiet')]]
      : messages.length === 0
        ? [[], [span('No new messages to you. The board shows the last fifty of all.', 'quiet')]]
        : [[], ...rows, [span('─'.repeat(inside.width), 'quiet')], ...body.map((line) => [span(line)])];
  const block = dialogBlock(frame, {
    title: [{text: 'Messages to you', bold: true}, ...(messages.length > 0 ? [span(` ${messages.length} new`, 'quiet')] : [])],
    lines,
    hints: dialogHints(state),
    tone: 'plain',
  });
  const hits = rows.map((_, at) => ({
    rect: {...inside, y: inside.y + 1 + at, height: 1},
    target: {kind: 'entry' as const, index: from + at},
  }));
  return {block, hits: [swallow(block), ...hits], cursor: null, entries: messages.length, hidden: 0};
}
