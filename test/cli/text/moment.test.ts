import {expect, test} from 'vitest';
import {momentOf} from '../../../src/cli/text/moment.ts';

const NOON = new Date(2026, 2, 10, 12, 0, 0).getTime();

test.each([
  ['2h', new Date(2026, 2, 10, 10, 0, 0)],
  ['11:30', new Date(2026, 2, 10, 11, 30, 0)],
  ['9:05:07', new Date(2026, 2, 10, 9, 5, 7)],
  ['14:30', new Date(2026, 2, 9, 14, 30, 0)],
  ['2026-03-01T14:30', new Date(2026, 2, 1, 14, 30, 0)],
  ['2026-03-01T14:30:00Z', new Date('2026-03-01T14:30:00Z')],
])('%s is a moment', (text, date) => {
  expect(momentOf(text, NOON)).toBe(date.getTime());
});

test.each(['', 'yesterday', '25:00', '7', '2026-13-45', '-2h'])('"%s" is none', (text) => {
  expect(momentOf(text, NOON)).toBeNull();
});
