import {expect, test} from 'vitest';
import {parseDuration} from '../../src/config/duration.ts';
import {nearestName} from '../../src/core/index.ts';

test.each([
  ['250ms', 250],
  ['30s', 30_000],
  ['30m', 1_800_000],
  ['4h', 14_400_000],
  [' 7d ', 604_800_000],
  ['365d', 31_536_000_000],
])('%s is %i ms', (text, value) => expect(parseDuration(text)).toBe(value));

test.each(['', '30', 'm', '-1s', '1.5h', '0s', '366d', '1h30m', '30 m', '1e3s', '9999999999s', '30M'])('"%s" is no duration', (text) =>
  expect(parseDuration(text)).toBeNull(),
);

test('the nearest name is a likely slip, never a far-fetched guess', () => {
  const known = ['backend', 'frontend', 'tester', 'docs'];
  expect(nearestName('bakend', known)).toBe('backend');
  expect(nearestName('Backedn', known)).toBe('backend');
  expect(nearestName('dosc', known)).toBe('docs');
  expect(nearestName('plumber', known)).toBeNull();
  expect(nearestName('x', known)).toBeNull();
  expect(nearestName('backend', [])).toBeNull();
});
