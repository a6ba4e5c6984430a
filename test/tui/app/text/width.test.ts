import fc from 'fast-check';
import {expect, test} from 'vitest';
import {cellWidth, cleanLine, cleanLines, cutToWidth, fitToWidth, wrapToWidth} from '../../../../src/tui/app/text/width.ts';

test('text of sessions cannot move the cursor, change colours or reorder the line', () => {
  expect(cleanLine('a\u001b[31mred\u001b[0m\u0007 \u001b]0;title\u0007b\r\nc\td\u202ee\u0085')).toBe('ared b c de');
  expect(cleanLines('one\r\ntwo\u001b[2J\n\u0000three')).toEqual(['one', 'two', 'three']);
});

test('is cut by cells, not by characters', () => {
  expect(cutToWidth('abcdef', 4)).toBe('abc…');
  expect(cutToWidth('漢字かな', 5)).toBe('漢字…');
  expect(cutToWidth('漢字かな', 4)).toBe('漢…');
  expect(cutToWidth('👩‍💻👩‍💻', 3)).toBe('👩‍💻…');
  expect(cutToWidth('abc', 0)).toBe('');
  expect(fitToWidth('漢', 4)).toBe('漢  ');
  expect(fitToWidth('7', 3, 'right')).toBe('  7');
});

test('any text fits exactly into any width', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), fc.integer({min: 0, max: 40}), (text, cells) => {
      const clean = cleanLine(text);
      expect(cellWidth(fitToWidth(clean, cells))).toBe(cells);
      for (const line of wrapToWidth(clean, Math.max(2, cells))) expect(cellWidth(line)).toBeLessThanOrEqual(Math.max(2, cells));
    }),
  );
});

test('is broken at spaces, and says when there is more', () => {
  expect(wrapToWidth('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
  expect(wrapToWidth('incomprehensibilities', 8)).toEqual(['incompre', 'hensibil', 'ities']);
  expect(wrapToWidth('one two three four', 9, 1)).toEqual(['one two …']);
  expect(wrapToWidth('a\n\nb', 9)).toEqual(['a', '', 'b']);
});

test('nothing of a wrapped text is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), {maxLength: 12}), fc.integer({min: 3, max: 30}), (words, cells) => {
      expect(wrapToWidth(words.join(' '), cells).join('').replaceAll(' ', '')).toBe(words.join(''));
    }),
  );
});
