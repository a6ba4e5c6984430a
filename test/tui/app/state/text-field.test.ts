import fc from 'fast-check';
import {expect, test} from 'vitest';
import {editText, layOutText, type TextEdit, type TextField, textField, windowText} from '../../../../src/tui/app/state/text-field.ts';
import {cellWidth} from '../../../../src/tui/app/text/width.ts';

const edits = (field: TextField, ...some: readonly (TextEdit | Exclude<TextEdit['kind'], 'insert'>)[]): TextField =>
  some.reduce<TextField>((now, edit) => editText(now, typeof edit === 'string' ? {kind: edit} : edit), field);
const insert = (text: string): TextEdit => ({kind: 'insert', text});

test('writes, deletes and moves by whole characters', () => {
  expect(edits(textField('a👩‍💻b'), 'left', 'backspace')).toMatchObject({text: 'ab', cursor: 1});
  expect(edits(textField('añb'), 'left', 'left', 'delete')).toMatchObject({text: 'ab', cursor: 1});
  expect(edits(textField('one two  '), 'delete-word')).toMatchObject({text: 'one ', cursor: 4});
  expect(edits(textField(), 'backspace', 'delete', 'left', 'right', 'up', 'down')).toEqual(textField());
});

test('keeps the lines of pasted text only where there may be several, and never control characters', () => {
  expect(edits(textField(), insert('a\nb\u001b[31m\u0007')).text).toBe('a b');
  expect(edits(textField('', true), insert('a\r\nb\u001b[31m\u0007')).text).toBe('a\nb');
});

test('moves between lines and keeps its column', () => {
  const field = textField('long line\nab\nthird', true);
  expect(edits(field, 'up').cursor).toBe(12);
  expect(edits(field, 'up', 'up').cursor).toBe(2);
  expect(edits(field, 'up', 'line-start', 'down').cursor).toBe(13);
  expect(edits(field, 'line-start', 'delete-to-end').text).toBe('long line\nab\n');
  expect(edits(field, 'up', 'delete-to-start').text).toBe('long line\n\nthird');
});

test('the cursor is always on a character’s edge and inside the rows that are shown', () => {
  const kinds = fc.constantFrom<TextEdit>(
    ...(['newline', 'backspace', 'delete', 'left', 'right', 'up', 'down', 'line-start', 'line-end', 'delete-word'] as const).map(
      (kind) => ({kind}),
    ),
    insert('漢字 word '),
    insert('👩‍💻'),
    insert('e\u0301'),
  );
  fc.assert(
    fc.property(fc.array(kinds, {maxLength: 40}), fc.integer({min: 2, max: 20}), (some, cells) => {
      const field = edits(textField('', true), ...some);
      expect(field.cursor).toBeGreaterThanOrEqual(0);
      expect(field.cursor).toBeLessThanOrEqual(field.text.length);
      const {rows, cursorRow, cursorColumn} = layOutText(field, cells);
      expect(rows.join('')).toBe(field.text.replaceAll('\n', ''));
      expect(cursorRow).toBeLessThan(rows.length);
      expect(cursorColumn).toBeLessThan(cells);
      for (const row of rows) expect(cellWidth(row)).toBeLessThanOrEqual(cells);
      const line = windowText({...field, text: field.text.replaceAll('\n', ' ')}, cells);
      expect(line.cursorColumn).toBeLessThan(cells);
    }),
  );
});
