import {expect, test} from 'vitest';
import {shortAge, shortTimeLeft} from '../../../../src/tui/app/text/time.ts';

const MINUTE = 60_000;

test('ages are coarse: nothing moves within a minute', () => {
  expect([0, 59_999, MINUTE, 59 * MINUTE, 60 * MINUTE, 47 * 60 * MINUTE].map(shortAge)).toEqual(['now', 'now', '1m', '59m', '1h', '1d']);
  expect(shortAge(-5_000)).toBe('now');
});

test('time left never shows less than there is', () => {
  const times = [-1, 0, 1, MINUTE, MINUTE + 1, 59 * MINUTE, 60 * MINUTE, 61 * MINUTE, 24 * 60 * MINUTE];
  expect(times.map(shortTimeLeft)).toEqual(['over', 'over', '<1m', '1m', '2m', '59m', '1h', '1h1m', '1d']);
});
