import fc from 'fast-check';
import {expect, test} from 'vitest';
import {cutText, widthOf, wrapText} from '../../src/agents/demo/screen/text.ts';

test.each([
  ['abc', 3],
  ['héllo', 5],
  ['e\u0301', 1],
  ['日本', 4],
  ['🚀', 2],
  ['👩‍💻', 2],
])('%s takes %i cells', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test('words are kept whole where they fit, indentation is kept, line breaks stay', () => {
  expect(wrapText('  one two\nthree', 6)).toEqual(['  one', 'two', 'three']);
  expect(wrapText('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
});

test('no line is wider than the limit, and no character but spaces is lost', () => {
  const anyText = fc.string({unit: 'grapheme'}).map((text) => text.replace(/\s+/g, ' '));
  fc.assert(
    fc.property(anyText, fc.integer({min: 4, max: 40}), (text, width) => {
      const lines = wrapText(text, width);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(widthOf(cutText(text, width))).toBeLessThanOrEqual(width);
    }),
  );
});
