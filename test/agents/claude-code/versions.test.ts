import {expect, test} from 'vitest';
import {featuresOf, parseVersion, versionWarnings} from '../../../src/agents/claude-code/versions.ts';

test('the version is read out of what the client prints', () => {
  expect(parseVersion('2.1.329 (Claude Code)\n')).toBe('2.1.329');
  expect(parseVersion('something else')).toBeNull();
});

test.each([
  ['2.1.197', {failClosedHooks: false, promptSnapshot: false}],
  ['2.1.267', {failClosedHooks: false, promptSnapshot: true}],
  ['2.1.295', {failClosedHooks: true, promptSnapshot: true}],
  ['2.2.0', {failClosedHooks: true, promptSnapshot: true}],
  [null, {failClosedHooks: false, promptSnapshot: false}],
])('%s can do %j', (version, features) => {
  expect(featuresOf(version)).toEqual(features);
});

test.each([
  ['2.1.329', /^$/],
  ['2.1.400', /newer than/],
  ['2.0.1', /older than/],
  ['2.1.200', /lets an edit happen/],
  [null, /could not be read/],
])('what a person is told of %s', (version, warning) => {
  expect(versionWarnings(version).join()).toMatch(warning);
});
