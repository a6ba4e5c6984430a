import {type AnswerDialog, yesOrNo} from '../../state/dialog.ts';
import {findSession} from '../../state/sessions.ts';
import type {ScreenState} from '../../state/state.ts';
import {windowText} from '../../state/text-field.ts';
import {justify, type Span, span} from '../../text/spans.ts';
import {cleanLine, wrapToWidth} from '../../text/width.ts';
import {dialogHints} from '../footer.ts';
import {attentionWords, roleOf} from '../session-words.ts';
import {dialogBlock, dialogRects, entryLine, MARGIN} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

/** What a session asks, the choices, and words to go with the answer. */
export function presentAnswer(state: ScreenState, dialog: AnswerDialog): DialogParts {
  const width = Math.min(90, state.size.columns - 2) - 2 * MARGIN;
  const {lines, choicesAt, noteAt, noteColumn, hidden, offset, room} = layOut(dialog, width, state.size.rows - 4);
  const {frame, inside} = dialogRects(state.size, width + 2 * MARGIN, lines.length);
  const block = dialogBlock(frame, {
    title: titleOf(state, dialog),
    note: noteOf(state, dialog, hidden, offset),
    lines,
    hints: dialog.sending ? [span(' on its way…', 'quiet')] : dialogHints(state),
    tone: 'needs',
  });
  const choices = dialog.settled === null ? dialog.attention.choices : [];
  const hits = choices.map((_, index) => ({
    rect: {...inside, y: inside.y + choicesAt + index, height: 1},
    target: {kind: 'entry' as const, index},
  }));
  const cursor = dialog.writing ? {x: inside.x - 1 + noteColumn, y: inside.y + noteAt} : null;
  return {block, hits: [swallow(block), ...hits], cursor, entries: choices.length, hidden, page: room};
}

interface Layout {
  readonly lines: readonly Span[][];
  readonly choicesAt: number;
  readonly noteAt: number;
  readonly noteColumn: number;
  readonly hidden: number;
  readonly offset: number;
  /** Lines of the detail that are shown. */
  readonly room: number;
}

/** Title, choices and words always stay. The detail is scrolled in what is left; where nothing is left it goes, and the free rows with it. */
function layOut(dialog: AnswerDialog, width: number, rows: number): Layout {
  const {attention, settled} = dialog;
  const title = wrapToWidth(attention.title, width, 3).map((line): Span[] => [{text: line, bold: true}]);
  const detail = attention.detail.trim() === '' ? [] : wrapToWidth(attention.detail.trim(), width);
  const below = settled === null ? choiceLines(dialog, width) : settledLines(settled, width);
  const note = noteLine(dialog, width);
  const free = rows - title.length - below.length - note.lines.length - 4;
  const room = Math.max(0, Math.min(detail.length, free - 1));
  const hidden = detail.length - room;
  const offset = Math.min(dialog.offset, hidden);
  const shown = detail.slice(offset, offset + room).map((line): Span[] => [span(line)]);
  const above = free < 0 ? title.slice(0, 1) : [[], ...title, ...(room > 0 ? [[], ...shown] : []), []];
  const noteLines = free < 0 ? note.lines.slice(1) : note.lines;
  const lines = [...above, ...below, ...noteLines];
  return {
    lines: free < 0 ? lines : [...lines, []],
    choicesAt: above.length,
    noteAt: lines.length - 1,
    noteColumn: note.cursorColumn,
    hidden,
    offset,
    room,
  };
}

function titleOf(state: ScreenState, {attention}: AnswerDialog): Span[] {
  const session = findSession(state, attention.session);
  return [
    span('◐ ', 'needs'),
    {text: attention.session ?? 'The team', bold: true},
    ...(session ? [span(` ${roleOf(session)}`, 'quiet')] : []),
    span(` · ${attentionWords[attention.kind]}`, 'needs'),
  ];
}

function noteOf(state: ScreenState, {attention}: AnswerDialog, hidden: number, offset: number): Span[] {
  const open = state.board?.attention ?? [];
  const at = open.findIndex(({id}) => id === attention.id);
  return [
    ...(hidden > 0 ? [span(` PgUp PgDn ${offset}/${hidden} `, 'quiet')] : []),
    ...(at !== -1 && open.length > 1 ? [span(` ${at + 1} of ${open.length} `, 'quiet')] : []),
  ];
}

function choiceLines({attention, index}: AnswerDialog, width: number): Span[][] {
  if (attention.choices.length === 0) return [[span('This can only be answered in the pane.', 'quiet')]];
  const yes = yesOrNo(attention, 'allow');
  const no = yesOrNo(attention, 'deny');
  return attention.choices.map((choice, at) => {
    const key = choice === yes ? 'y' : choice === no ? 'n' : '';
    const number = {text: `${at + 1}  `, tone: 'here' as const, bold: true};
    return justify(
      entryLine([number, span(cleanLine(choice.label))], at === index),
      key === '' ? [] : [{text: ` ${key}`, tone: 'here', bold: true}],
      width,
    );
  });
}

const settledLines = (text: string, width: number): Span[][] => wrapToWidth(text, width).map((line) => [span(line, 'needs')]);

function noteLine({note, writing, settled}: AnswerDialog, width: number): {lines: Span[][]; cursorColumn: number} {
  if (settled !== null || (!writing && note.text === '')) return {lines: [], cursorColumn: 0};
  const label = 'With your words: ';
  const {text, cursorColumn} = windowText(note, Math.max(1, width - label.length - 1));
  return {lines: [[], [span(label, 'quiet'), span(text)]], cursorColumn: label.length + cursorColumn};
}
