import type {AnswerDialog} from '../../state/dialog.ts';
import {findSession} from '../../state/sessions.ts';
import type {ScreenState} from '../../state/state.ts';
import {windowText} from '../../state/text-field.ts';
import {justify, type Span, span} from '../../text/spans.ts';
import {cleanLine, wrapToWidth} from '../../text/width.ts';
import {dialogHints} from '../footer.ts';
import {attentionWords, roleOf} from '../session-words.ts';
import {dialogBlock, dialogRects, entryLine} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

const YES_NO: Readonly<Record<string, string>> = {allow: 'y', deny: 'n'};

/** What a session asks, the choices, and words to go with the answer. */
export function presentAnswer(state: ScreenState, dialog: AnswerDialog): DialogParts {
  const {attention} = dialog;
  const width = Math.min(90, state.size.columns - 2) - 6;
  const title = wrapToWidth(attention.title, width, 3).map((line): Span[] => [{text: line, bold: true}]);
  const detail = attention.detail.trim() === '' ? [] : wrapToWidth(attention.detail.trim(), width);
  const below = dialog.settled === null ? choiceLines(dialog, width) : settledLines(dialog.settled, width);
  const note = noteLine(dialog, width);
  // Title, choices and note stay; the detail is scrolled in what is left.
  const fixed = title.length + below.length + note.lines.length + 4;
  const room = Math.max(1, Math.min(detail.length, state.size.rows - 4 - fixed));
  const hidden = Math.max(0, detail.length - room);
  const offset = Math.min(dialog.offset, hidden);
  const shown = detail.slice(offset, offset + room).map((line): Span[] => [span(line)]);
  const lines = [[], ...title, ...(shown.length > 0 ? [[], ...shown] : []), [], ...below, ...note.lines, []];
  const {frame, inside} = dialogRects(state.size, width + 6, lines.length);
  const block = dialogBlock(frame, {
    title: titleOf(state, dialog),
    note: noteOf(state, dialog, hidden, offset),
    lines,
    hints: dialog.sending ? [span(' on its way…', 'quiet')] : dialogHints(state),
    tone: 'needs',
  });
  const firstChoice = lines.length - 1 - note.lines.length - below.length;
  const hits = attention.choices.map((_, index) => ({
    rect: {...inside, y: inside.y + firstChoice + index, height: 1},
    target: {kind: 'entry' as const, index},
  }));
  const cursor = dialog.writing ? {x: inside.x - 1 + note.cursorColumn, y: inside.y + lines.length - 2} : null;
  return {
    block,
    hits: [swallow(block), ...(dialog.settled === null ? hits : [])],
    cursor,
    entries: dialog.settled === null ? attention.choices.length : 0,
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
  const yesOrNo = ['permission', 'plan', 'trust'].includes(attention.kind);
  return attention.choices.map(({id, label}, at) => {
    const key = yesOrNo ? (YES_NO[id] ?? '') : '';
    const number = {text: `${at + 1}  `, tone: 'here' as const, bold: true};
    return justify(
      entryLine([number, span(cleanLine(label))], at === index),
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
