import type {Form, FormField} from '../../state/form.ts';
import type {ScreenState} from '../../state/state.ts';
import {layOutText, windowText} from '../../state/text-field.ts';
import {type Span, span} from '../../text/spans.ts';
import {cutToWidth, fitToWidth} from '../../text/width.ts';
import {dialogHints} from '../footer.ts';
import {dialogBlock, dialogRects} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

/** Cells for the names of the fields. */
const LABEL = 17;

interface FieldLines {
  readonly lines: readonly Span[][];
  readonly cursor: {readonly row: number; readonly column: number} | null;
}

/** A composer: a message, or a task to delegate. */
export function presentForm(state: ScreenState, title: string, form: Form, sending: boolean): DialogParts {
  const width = Math.min(84, state.size.columns - 2) - 6;
  // All other fields have one row and a free one below where there is room.
  const roomy = state.size.rows >= 24;
  const textRows = Math.max(2, Math.min(8, state.size.rows - (roomy ? 16 : 10)));
  const lines: Span[][] = [[]];
  let cursor: {row: number; column: number} | null = null;
  let focusedRow = 0;
  for (const [index, field] of form.fields.entries()) {
    const part = fieldLines(field, index === form.focus, width, textRows);
    if (index === form.focus) focusedRow = lines.length + (part.cursor?.row ?? 0);
    if (part.cursor) cursor = {row: lines.length + part.cursor.row, column: part.cursor.column};
    lines.push(...part.lines);
    if (roomy) lines.push([]);
  }
  if (!roomy) lines.push([]);
  const {frame, inside} = dialogRects(state.size, width + 6, lines.length);
  // On a small screen the part with the keys is shown.
  const from = Math.max(0, Math.min(lines.length - inside.height, focusedRow - Math.floor(inside.height / 2)));
  const block = dialogBlock(frame, {
    title: [{text: title, bold: true}],
    lines: lines.slice(from),
    hints: sending ? [span(' on its way…', 'quiet')] : dialogHints(state),
    tone: 'plain',
  });
  return {
    block,
    hits: [swallow(block)],
    cursor: cursor === null || sending ? null : {x: inside.x - 1 + cursor.column, y: inside.y + cursor.row - from},
    entries: 0,
    hidden: 0,
  };
}

function fieldLines(field: FormField, here: boolean, width: number, textRows: number): FieldLines {
  const label = [here ? span('▌ ', 'here') : span('  '), {text: fitToWidth(field.label, LABEL - 2), tone: 'quiet' as const, bold: here}];
  const room = width - LABEL;
  if (field.kind === 'choice') {
    const value = cutToWidth(field.options[field.index] ?? '', room);
    const hint = here ? [span(`  ${field.hint || '←→'}`, 'quiet')] : [];
    return {lines: [[...label, {text: value, bold: here}, ...hint]], cursor: null};
  }
  if (field.kind === 'switch') {
    return {lines: [[...label, {text: field.on ? 'yes' : 'no', bold: here}, ...(here ? [span('  Space', 'quiet')] : [])]], cursor: null};
  }
  if (!field.field.multiline) {
    const {text, cursorColumn} = windowText(field.field, room);
    const shown = text === '' ? span(cutToWidth(field.hint, room), 'quiet') : span(text);
    return {lines: [[...label, shown]], cursor: here ? {row: 0, column: LABEL + cursorColumn} : null};
  }
  const {rows, cursorRow, cursorColumn} = layOutText(field.field, room);
  const from = Math.max(0, Math.min(cursorRow - textRows + 1, rows.length - textRows));
  const lines = Array.from({length: textRows}, (_, index): Span[] => [
    ...(index === 0 ? label : [here ? span('▌ ', 'here') : span('  '), span(' '.repeat(LABEL - 2))]),
    span(rows[from + index] ?? ''),
  ]);
  return {lines, cursor: here ? {row: cursorRow - from, column: LABEL + cursorColumn} : null};
}
