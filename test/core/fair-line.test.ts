import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {CommandBody} from '../../src/core/index.ts';
import {forgotten, momentOf, unfairGrants} from './fair-line.ts';
import {harmony, spec, TestTeam} from './test-team.ts';

const NAMES = ['ada', 'bob', 'eve', 'dan'];
const name = fc.constantFrom(...NAMES);
const resources = fc.array(fc.constantFrom('a', 'b', 'c', '*', 'a/**', 'a/x', '{b,c}', 'service:db'), {minLength: 1, maxLength: 2});
const mode = fc.constantFrom('exclusive' as const, 'shared' as const);
const ttl = fc.constantFrom(10_000, 60_000, 600_000);
const reason = fc.constant('');

type Step = {readonly who: string; readonly body: CommandBody | 'dies' | 'settle'; readonly wait: number};

const body: fc.Arbitrary<Step['body']> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('claim' as const),
      resources,
      mode,
      reason,
      ttl,
      wait: fc.constantFrom(5_000, 120_000),
      tell: fc.constantFrom('call' as const, 'message' as const),
    }),
  },
  {weight: 3, arbitrary: fc.record({type: fc.constant('claim' as const), resources, mode, reason, ttl})},
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('edit' as const),
      paths: fc.array(fc.constantFrom('a', 'b', 'c', 'a/x'), {minLength: 1, maxLength: 2}),
      tool: fc.constant('Edit'),
    }),
  },
  {weight: 4, arbitrary: fc.record({type: fc.constant('release' as const), resources})},
  {weight: 1, arbitrary: fc.constant({type: 'release', all: true} as const)},
  {weight: 1, arbitrary: fc.integer({min: 1, max: 9}).map((id) => ({type: 'release' as const, claims: [`W-${id}`]}))},
  {weight: 1, arbitrary: fc.record({type: fc.constant('claim.give' as const), to: name, resources})},
  {weight: 1, arbitrary: fc.constant('dies' as const)},
  {weight: 3, arbitrary: fc.constant('settle' as const)},
  {weight: 2, arbitrary: fc.constant({type: 'time.pass'} as const)},
);
const step: fc.Arbitrary<Step> = fc.record({who: name, body, wait: fc.constantFrom(0, 5, 1_000, 20_000)});

/** As the supervisor does: what has expired is written down, and the effects of it are performed. */
function settle(team: TestTeam): void {
  run(team, 'harmony', {type: 'time.pass'});
  for (let grants = 0; grants < 100; grants++) {
    const before = team.events.length;
    run(team, 'harmony', {type: 'claim.grantWaiting'});
    if (team.events.length === before) return;
  }
  throw new Error('there is no end to the granting');
}

/** Whatever is granted by the command is granted in turn. */
function run(team: TestTeam, who: string, command: CommandBody): void {
  const before = momentOf(team.team, team.now);
  const from = team.events.length;
  team.run(who === 'harmony' ? harmony : who, command);
  expect(unfairGrants(before, team.events.slice(from))).toEqual([]);
}

test('nobody overtakes, nobody is forgotten, and every wait comes to an end', () => {
  const seen = {granted: 0, 'timed-out': 0, cancelled: 0, 'session-ended': 0, deadlock: 0};
  fc.assert(
    fc.property(fc.array(step, {minLength: 20, maxLength: 80}), (steps) => {
      const team = TestTeam.of(...NAMES.map((one) => spec(one)));
      for (const {who, body: what, wait} of steps) {
        team.now += wait;
        if (what === 'settle') settle(team);
        else if (what === 'dies') {
          team.exit(who);
          team.start(who);
        } else run(team, what.type === 'time.pass' ? 'harmony' : who, what);
        if (what === 'settle') expect(forgotten(momentOf(team.team, team.now), Object.values(team.team.claims))).toEqual([]);
        // Whoever follows the effects never has to guess: a wait whose turn has come is asked for.
        if (team.effects.length > 0 && forgotten(momentOf(team.team, 0), Object.values(team.team.claims)).length > 0)
          expect(team.effects).toContainEqual({type: 'claim.grantWaiting'});
      }
      // The longest wait is two minutes: then nobody is left in the line.
      team.now += 120_001;
      settle(team);
      expect(team.team.waits).toEqual({});
      const begun = team.events.filter(({body: event}) => event.type === 'wait.begun').length;
      const ended = team.events.flatMap(({body: event}) => (event.type === 'wait.ended' ? [event] : []));
      expect(new Set(ended.map(({wait}) => wait)).size).toBe(begun);
      expect(ended.length).toBe(begun);
      for (const {how} of ended) seen[how]++;
    }),
    {numRuns: 300},
  );
  // Every kind of end has come up: a property of what never happens proves nothing.
  for (const how of ['granted', 'timed-out', 'cancelled', 'session-ended'] as const) expect([how, seen[how] > 20]).toEqual([how, true]);
});
