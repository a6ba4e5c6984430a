import {expect, test} from 'vitest';
import {boardOf, type Event, emptyTeam, evolve} from '../../../src/core/index.ts';

const HOUR = 3_600_000;

const paused = (position: number, at: number): Event => ({
  position,
  at,
  wall: at,
  command: 'c',
  actor: 'human',
  body: {type: 'session.paused', session: 'ada', paused: position % 2 === 0},
});

test('the activity goes back a day, or as far as the configuration says', () => {
  const team = emptyTeam();
  for (const [index, at] of [0, 23 * HOUR, 24 * HOUR].entries()) evolve(team, paused(index + 1, at));
  const times = (now: number) => boardOf(team, now).activity.map(({at}) => at / HOUR);
  expect(times(24 * HOUR)).toEqual([24, 23, 0]);
  expect(times(25 * HOUR)).toEqual([24, 23]);
  expect(times(48 * HOUR + 1)).toEqual([]);
  team.policy = {...team.policy, activityFor: HOUR};
  expect(times(25 * HOUR)).toEqual([24]);
});

test('what the board no longer shows leaves the state, and a busy team is bounded', () => {
  const team = emptyTeam();
  for (let position = 1; position <= 1_000; position++) evolve(team, paused(position, position));
  for (let position = 1_001; position <= 1_500; position++) evolve(team, paused(position, 30 * HOUR));
  expect(team.activity.length).toBe(500);
  for (let position = 1_501; position <= 9_000; position++) evolve(team, paused(position, 30 * HOUR));
  expect(team.activity.length).toBeLessThanOrEqual(2_500);
  expect(team.activity.at(-1)?.at).toBe(30 * HOUR);
});
