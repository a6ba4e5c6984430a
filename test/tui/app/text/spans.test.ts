import {expect, test} from 'vitest';
import {cutSpans, justify, span, widthOfSpans} from '../../../../src/tui/app/text/spans.ts';
import {colourTheme, paintSpans, plainTheme, themeOf} from '../../../../src/tui/app/text/theme.ts';

const textOf = (spans: readonly {text: string}[]): string => spans.map(({text}) => text).join('');

test('a line is exactly as wide as its place: the right part stays, the left one is cut', () => {
  const line = justify([span('a long name'), span(' and more')], [span('3m')], 14);
  expect(textOf(line)).toBe('a long name…3m');
  expect(widthOfSpans(justify([], [span('too long for this')], 6))).toBe(6);
  expect(textOf(cutSpans([span('漢字'), span('x')], 3))).toBe('漢…');
});

test('colours are the terminal’s own sixteen, and NO_COLOR takes them away but keeps weight', () => {
  expect(paintSpans([{text: 'x', tone: 'needs', bold: true}], colourTheme)).toBe('\u001b[33m\u001b[1mx\u001b[22m\u001b[39m');
  expect(themeOf({NO_COLOR: '1'})).toBe(plainTheme);
  expect(themeOf({NO_COLOR: ''})).toBe(colourTheme);
  const codes = Object.values(plainTheme).flatMap((tone) => tone.split(';'));
  expect(codes.filter((code) => Number(code) >= 30)).toEqual([]);
  expect(paintSpans([{text: 'x', inverse: true}], plainTheme)).toBe('\u001b[7mx\u001b[27m');
});

test('neighbours that look the same are one run', () => {
  const spans = [span('a', 'quiet'), span(' ', 'quiet'), span('b', 'quiet'), span('c'), {text: 'd', tone: 'strong' as const, bold: true}];
  expect(paintSpans(spans, colourTheme)).toBe('\u001b[2ma b\u001b[22mc\u001b[1md\u001b[22m');
});
