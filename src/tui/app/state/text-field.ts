import {cellWidth, cleanLine, cleanLines, graphemeBoundaries, headOf} from '../text/width.ts';

/** Text being written, and where the cursor is in it (an offset that never splits a grapheme). */
export interface TextField {
  readonly text: string;
  readonly cursor: number;
  readonly multiline: boolean;
}

export type TextEdit =
  | {readonly kind: 'insert'; readonly text: string}
  | {
      readonly kind:
        | 'newline'
        | 'backspace'
        | 'delete'
        | 'left'
        | 'right'
        | 'up'
        | 'down'
        | 'line-start'
        | 'line-end'
        | 'delete-word'
        | 'delete-to-start'
        | 'delete-to-end';
    };

export const textField = (text = '', multiline = false): TextField => ({text, cursor: text.length, multiline});

export function editText(field: TextField, edit: TextEdit): TextField {
  const {text, cursor} = field;
  const lineStart = text.lastIndexOf('\n', cursor - 1) + 1;
  const nextBreak = text.indexOf('\n', cursor);
  const lineEnd = nextBreak === -1 ? text.length : nextBreak;
  switch (edit.kind) {
    case 'insert':
      return replace(field, cursor, cursor, field.multiline ? cleanLines(edit.text).join('\n') : cleanLine(edit.text));
    case 'newline':
      return field.multiline ? replace(field, cursor, cursor, '\n') : field;
    case 'backspace':
      return replace(field, before(field), cursor, '');
    case 'delete':
      return replace(field, cursor, after(field), '');
    case 'left':
      return {...field, cursor: before(field)};
    case 'right':
      return {...field, cursor: after(field)};
    case 'up':
      return lineStart === 0 ? field : {...field, cursor: sameColumn(text, text.lastIndexOf('\n', lineStart - 2) + 1, cursor - lineStart)};
    case 'down':
      return nextBreak === -1 ? field : {...field, cursor: sameColumn(text, nextBreak + 1, cursor - lineStart)};
    case 'line-start':
      return {...field, cursor: lineStart};
    case 'line-end':
      return {...field, cursor: lineEnd};
    case 'delete-word':
      return replace(field, wordStart(text, cursor), cursor, '');
    case 'delete-to-start':
      return replace(field, lineStart, cursor, '');
    case 'delete-to-end':
      return replace(field, cursor, lineEnd, '');
  }
}

function replace(field: TextField, from: number, to: number, insert: string): TextField {
  return {...field, text: field.text.slice(0, from) + insert + field.text.slice(to), cursor: from + insert.length};
}

const before = ({text, cursor}: TextField): number => graphemeBoundaries(text).findLast((index) => index < cursor) ?? 0;
const after = ({text, cursor}: TextField): number => graphemeBoundaries(text).find((index) => index > cursor) ?? text.length;
const wordStart = (text: string, cursor: number): number => cursor - (/\S*\s*$/.exec(text.slice(0, cursor))?.[0].length ?? 0);

function sameColumn(text: string, lineStart: number, column: number): number {
  const lineBreak = text.indexOf('\n', lineStart);
  const wanted = Math.min(lineStart + column, lineBreak === -1 ? text.length : lineBreak);
  return graphemeBoundaries(text).findLast((index) => index <= wanted) ?? 0;
}

/** The field's text in rows of at most `cells`, and the cell of the cursor. */
export function layOutText({text, cursor}: TextField, cells: number): {rows: string[]; cursorRow: number; cursorColumn: number} {
  const rows: string[] = [];
  let cursorRow = 0;
  let cursorColumn = 0;
  let offset = 0;
  for (const line of text.split('\n')) {
    let rest = line;
    do {
      const head = headOf(rest, cells) || rest;
      rest = rest.slice(head.length);
      if (cursor >= offset && cursor <= offset + head.length) {
        cursorRow = rows.length;
        cursorColumn = cellWidth(head.slice(0, cursor - offset));
      }
      rows.push(head);
      offset += head.length;
    } while (rest !== '');
    offset += 1;
  }
  // The cursor behind a row that is full stands at the beginning of the next one.
  if (cursorColumn >= cells) {
    cursorRow += 1;
    cursorColumn = 0;
    if (cursorRow === rows.length) rows.push('');
  }
  return {rows, cursorRow, cursorColumn};
}

/** A row of a one-line field: the part around the cursor, and the cursor's cell in it. */
export function windowText({text, cursor}: TextField, cells: number): {text: string; cursorColumn: number} {
  let start = 0;
  const boundaries = graphemeBoundaries(text);
  while (cellWidth(text.slice(start, cursor)) >= cells) start = boundaries.find((index) => index > start) ?? text.length;
  return {text: headOf(text.slice(start), cells), cursorColumn: cellWidth(text.slice(start, cursor))};
}
