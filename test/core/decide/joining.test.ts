import {expect, test} from 'vitest';
import {stateOf} from '../../../src/core/health/session-state.ts';
import {human, spec, TestTeam} from '../test-team.ts';

const solo = (): TestTeam => TestTeam.of(spec('ada'), spec('bob'));
const stateIn = (team: TestTeam, id: string) => stateOf(team.session(id));

test('a session that a person started by hand joins, joins again, and leaves', () => {
  const team = solo();
  const join = {type: 'session.join', spec: spec('guest', {origin: 'joined'}), process: null} as const;
  expect(team.ok(human, join)).toEqual({session: 'guest', incarnation: 1});
  const old = team.as('guest');
  team.claim('guest', 'a.ts');
  expect(team.ok(human, join)).toEqual({session: 'guest', incarnation: 2});
  expect(team.team.claims).toEqual({});
  expect(team.refused(old, {type: 'heartbeat', action: 'x', source: 'session'}).code).toBe('stale');
  expect(team.refused(human, {type: 'session.start', session: 'guest'}).code).toBe('forbidden');
  expect(team.refused(human, {type: 'session.restart', session: 'guest'}).code).toBe('forbidden');
  team.ok(human, {type: 'session.stop', session: 'guest'});
  expect([stateIn(team, 'guest'), team.effects]).toEqual(['stopped', []]);
  // Nobody asked for the end of this one, and nobody starts it again.
  team.ok(human, join);
  team.exit('guest');
  expect([stateIn(team, 'guest'), team.team.attention]).toEqual(['stopped', {}]);
});

test.each([
  ['Ada', 'invalid'],
  ['1a', 'invalid'],
  ['a'.repeat(33), 'invalid'],
  ['human', 'invalid'],
  ['all', 'invalid'],
  ['ada', 'conflict'],
  ['constructor', 'invalid'],
] as const)('joining as %s: %s', (id, code) => {
  const decision = solo().run(human, {type: 'session.join', spec: spec(id, {origin: 'joined'}), process: null});
  expect(decision.ok ? null : decision.refusal.code).toBe(code);
  if (decision.ok) expect(decision.value).toEqual({session: id, incarnation: 1});
});
