import {describe, expect, test} from 'vitest';
import type {Claim, ClaimWait, CommandBody} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const MINUTE = 60_000;
const trio = (): TestTeam => TestTeam.of(spec('ada'), spec('bob'), spec('eve'));
const wish = (resources: readonly string[], more: Partial<CommandBody & {type: 'claim'}> = {}) =>
  ({type: 'claim', resources, mode: 'exclusive', reason: 'work', wait: 10 * MINUTE, ...more}) as const;

const standInLine = (team: TestTeam, id: string, ...resources: readonly string[]): ClaimWait =>
  team.ok<{wait: ClaimWait}>(id, wish(resources)).wait;

/** Does what the effects ask for, as the supervisor does. */
function settle(team: TestTeam): void {
  while (team.effects.some(({type}) => type === 'claim.grantWaiting')) team.ok(harmony, {type: 'claim.grantWaiting'});
}

const heldBy = (team: TestTeam): string[] =>
  Object.values(team.team.claims).map(({holder, resources}) => `${holder}: ${resources.map(({pattern}) => pattern).join(' ')}`);

test('what is free is given at once, also to one who would have waited', () => {
  expect(trio().ok('ada', wish(['a.ts']))).toMatchObject({claim: {id: 'C-1'}, renewed: false});
});

test('who waits is told behind whom, and has it as soon as it is free', () => {
  const team = trio();
  team.claim('ada', 'src/**');
  expect(team.ok('bob', wish(['src/a.ts']))).toMatchObject({
    wait: {id: 'W-1', session: 'bob', until: team.now + 10 * MINUTE},
    behind: ['ada'],
  });
  team.now += MINUTE;
  team.ok('ada', {type: 'release', all: true});
  expect(team.effects).toContainEqual({type: 'claim.grantWaiting'});
  settle(team);
  expect(heldBy(team)).toEqual(['bob: src/a.ts']);
  expect(team.team.settledWaits['W-1']).toEqual({how: 'granted', claim: 'C-2', at: team.now});
  expect(team.team.claims['C-2']?.expiresAt).toBe(team.now + team.team.policy.claimTtl);
});

test('first come, first served; nobody overtakes an older wait that wants some of the same, by a claim or by an edit', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'), spec('eve'), spec('dan'));
  team.claim('ada', 'src/a.ts');
  standInLine(team, 'bob', 'src/**');
  expect(team.refused('eve', {...wish(['src/b.ts']), wait: undefined as never})).toMatchObject({
    code: 'conflict',
    message: 'bob was first: src/b.ts is waited for by bob (W-1: src/**, "work").',
    details: {line: {session: 'bob', wait: 'W-1', resources: ['src/**'], reason: 'work'}},
  });
  expect(team.edit('eve', 'src/b.ts')).toMatchObject({ok: false, refusal: {code: 'conflict'}});
  expect(team.ok('eve', wish(['src/b.ts', 'docs']))).toMatchObject({behind: ['bob']});
  // What nobody waits for is free for all.
  expect(team.edit('dan', 'test/x.ts').ok).toBe(true);
  team.ok('ada', {type: 'release', all: true});
  settle(team);
  expect(heldBy(team)).toEqual(['dan: test/x.ts', 'bob: src/**']);
  team.ok('bob', {type: 'release', all: true});
  settle(team);
  expect(heldBy(team)).toEqual(['dan: test/x.ts', 'eve: src/b.ts docs']);
});

test('whoever is waited for goes on with its work undisturbed', () => {
  const team = trio();
  team.claim('ada', 'src/a.ts');
  standInLine(team, 'bob', 'src/**');
  expect(team.edit('ada', 'src/b.ts').ok).toBe(true);
  expect(heldBy(team)).toEqual(['ada: src/a.ts', 'ada: src/b.ts']);
});

test('those who would share do not overtake one who wants it alone', () => {
  const team = trio();
  team.ok('ada', {type: 'claim', resources: ['docs'], mode: 'shared', reason: ''});
  standInLine(team, 'bob', 'docs');
  expect(team.ok('eve', wish(['docs'], {mode: 'shared'}))).toMatchObject({behind: ['bob']});
  team.ok('ada', {type: 'release', all: true});
  settle(team);
  expect(heldBy(team)).toEqual(['bob: docs']);
});

describe('a wait that would never end is refused, and the circle is named', () => {
  test('of two', () => {
    const team = trio();
    team.claim('ada', 'a.ts');
    team.claim('bob', 'b.ts');
    standInLine(team, 'bob', 'a.ts');
    expect(team.refused('ada', wish(['b.ts']))).toMatchObject({
      code: 'conflict',
      message: 'To wait for b.ts would never end: ada waits for bob (C-2) to get b.ts, bob waits for ada (C-1) to get a.ts.',
      details: {
        deadlock: [
          {session: 'ada', waitsFor: 'bob', over: ['b.ts'], holds: 'C-2'},
          {session: 'bob', waitsFor: 'ada', over: ['a.ts'], holds: 'C-1'},
        ],
      },
    });
  });

  test('of many', () => {
    const names = Array.from({length: 9}, (_, index) => `s${index}`);
    const team = TestTeam.of(...names.map((name) => spec(name)));
    for (const name of names) team.claim(name, name);
    for (const [index, name] of names.slice(0, -1).entries()) standInLine(team, name, `s${index + 1}`);
    const {deadlock} = team.refused('s8', wish(['s0'])).details as {deadlock: {session: string}[]};
    expect(deadlock.map(({session}) => session)).toEqual(['s8', ...names.slice(0, -1)]);
  });

  test('by two who share and both want it alone', () => {
    const team = trio();
    for (const id of ['ada', 'bob']) team.ok(id, {type: 'claim', resources: ['docs'], mode: 'shared', reason: ''});
    standInLine(team, 'ada', 'docs');
    expect(team.refused('bob', wish(['docs'])).details).toHaveProperty('deadlock');
  });

  test('one that closes later is broken up at its youngest wait', () => {
    const team = trio();
    team.claim('bob', 'r1');
    team.claim('bob', 'r2');
    team.claim('eve', 'r4');
    standInLine(team, 'ada', 'r1', 'r3');
    standInLine(team, 'ada', 'r2');
    // Before ada, who waits for bob; so there is no circle yet.
    expect(team.ok('bob', wish(['r3', 'r4'], {tell: 'message'}))).toMatchObject({behind: ['eve']});
    team.ok('bob', {type: 'release', resources: ['r1']});
    settle(team);
    expect(heldBy(team)).toEqual(['bob: r2', 'eve: r4', 'ada: r1 r3']);
    expect(team.team.settledWaits).toMatchObject({'W-1': {how: 'granted'}, 'W-3': {how: 'deadlock'}});
    expect(Object.values(team.team.messages).at(-1)).toMatchObject({
      to: 'bob',
      subject: 'W-3 has ended: it would never have come to its turn',
    });
  });
});

describe('a wait ends', () => {
  const waiting = (tell: 'call' | 'message' = 'call'): TestTeam => {
    const team = trio();
    team.claim('ada', 'src/**');
    team.ok('bob', wish(['src/a.ts'], {tell, wait: 5 * MINUTE}));
    return team;
  };

  test('when its time has passed, and blocks nobody from that moment on', () => {
    const team = waiting('message');
    team.now += 5 * MINUTE;
    team.ok('ada', {type: 'release', all: true});
    team.claim('eve', 'src/a.ts');
    team.ok(harmony, {type: 'time.pass'});
    expect(team.team.waits).toEqual({});
    expect(team.team.settledWaits['W-1']?.how).toBe('timed-out');
    expect(Object.values(team.team.messages)).toMatchObject([
      {from: 'harmony', to: 'bob', subject: 'W-1 has ended: src/a.ts did not become free in time'},
    ]);
  });

  test('with the session that waits', () => {
    const team = waiting();
    team.exit('bob');
    expect(team.team.settledWaits['W-1']?.how).toBe('session-ended');
    team.ok('ada', {type: 'release', all: true});
    team.claim('eve', 'src/a.ts');
  });

  test('when it is given up: by whoever waits, or by a person', () => {
    const team = waiting();
    expect(team.refused('eve', {type: 'release', claims: ['W-1']})).toMatchObject({code: 'forbidden', details: {holder: 'bob'}});
    expect(team.ok('bob', {type: 'release', claims: ['W-1']})).toEqual({released: ['W-1']});
    expect(team.team.settledWaits['W-1']?.how).toBe('cancelled');
    const other = waiting('message');
    other.ok(human, {type: 'release', claims: ['W-1'], force: true});
    expect(Object.values(other.team.messages)).toMatchObject([{to: 'bob', subject: 'W-1 was ended by a person'}]);
  });

  test('when it is granted; with word of it where no call is kept open', () => {
    const team = waiting('message');
    team.ok('ada', {type: 'release', all: true});
    settle(team);
    expect(Object.values(team.team.messages)).toMatchObject([
      {from: 'harmony', authority: 'harmony', to: 'bob', subject: 'C-2 is yours now: src/a.ts'},
    ]);
    expect(team.effects).toContainEqual({type: 'deliver', session: 'bob'});
  });
});

test('what expires makes room, once that is written down', () => {
  const team = trio();
  const held = team.claim('ada', 'a.ts');
  standInLine(team, 'bob', 'a.ts');
  team.ok('bob', {type: 'release', all: true});
  team.ok('bob', wish(['a.ts'], {wait: 60 * MINUTE}));
  team.now = held.expiresAt;
  // Not for somebody who came later, even in the moment between.
  expect(team.run('eve', wish(['a.ts'])).ok && Object.keys(team.team.claims)).toEqual([held.id]);
  team.ok(harmony, {type: 'time.pass'});
  settle(team);
  expect(heldBy(team)).toEqual(['bob: a.ts']);
});

test.each([
  [{wait: 10}, 'invalid'],
  [{wait: 25 * 60 * MINUTE}, 'invalid'],
  [{wait: Number.NaN}, 'invalid'],
  [{tell: 'loudly'}, 'invalid'],
] as const)('a wait with %j is %s', (wrong, code) => {
  const team = trio();
  team.claim('ada', 'a.ts');
  expect(team.refused('bob', wish(['a.ts'], wrong as never)).code).toBe(code);
});

test('nobody waits for more than eight things at once', () => {
  const team = trio();
  team.ok<{claim: Claim}>('ada', {type: 'claim', resources: ['a', 'b'], mode: 'exclusive', reason: ''});
  for (let count = 0; count < 8; count++) standInLine(team, 'bob', 'a');
  expect(team.refused('bob', wish(['b'])).code).toBe('full');
});

test('a person cannot wait for a claim, and only Harmony hands them out', () => {
  const team = trio();
  team.claim('ada', 'a.ts');
  expect(team.refused(human, wish(['a.ts'])).code).toBe('forbidden');
  expect(team.refused('bob', {type: 'claim.grantWaiting'}).code).toBe('forbidden');
});
