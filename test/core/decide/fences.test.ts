import {expect, test} from 'vitest';
import type {Claim} from '../../../src/core/index.ts';
import {human, spec, TestTeam} from '../test-team.ts';

const pair = (): TestTeam => TestTeam.of(spec('ada'), spec('bob'));

/** Ada had it, and it went to bob while she was not looking. */
function overtaken(): {team: TestTeam; old: Claim; present: Claim} {
  const team = pair();
  const old = team.claim('ada', 'src/a.ts');
  team.now = old.expiresAt;
  const present = team.claim('bob', 'src/a.ts');
  return {team, old, present};
}

test('an edit under the present fence goes on, and renews the claim', () => {
  const team = pair();
  const held = team.claim('ada', 'src/**');
  team.now += 10 * 60_000;
  expect(team.run('ada', {type: 'edit', paths: ['src/a.ts'], tool: 'Edit', fence: held.fence}).ok).toBe(true);
  expect(team.team.claims[held.id]?.expiresAt).toBe(team.now + held.ttl);
});

test('an edit under an old fence is refused and recorded, though the file has become free again', () => {
  const {team, old, present} = overtaken();
  const edit = {type: 'edit', paths: ['src/a.ts'], tool: 'Edit', fence: old.fence} as const;
  expect(team.refused('ada', edit)).toEqual({
    code: 'stale',
    message: `Fence 1 is not good for src/a.ts: bob holds it now, with fence ${present.fence} (C-2).`,
    remedy: 'Write nothing under it any more. Claim again, and look at what is there before you go on.',
    details: {fence: 1, holder: {session: 'bob', claim: 'C-2', fence: present.fence}},
  });
  expect(team.events.at(-1)?.body).toEqual({
    type: 'write.refused',
    session: 'ada',
    incarnation: 1,
    fence: 1,
    what: 'edit',
    resources: ['src/a.ts'],
  });
  team.ok('bob', {type: 'release', all: true});
  expect(team.refused('ada', edit).code).toBe('stale');
  // What others were given is no fence of hers.
  team.claim('bob', 'src/a.ts');
  expect(team.refused('ada', {...edit, fence: 3}).code).toBe('stale');
});

test('a renewal under an old fence is refused and recorded, also where it could be granted anew', () => {
  const team = pair();
  const old = team.claim('ada', 'a.ts');
  const renew = {type: 'claim', resources: ['a.ts'], mode: 'exclusive', reason: '', fence: old.fence} as const;
  expect(team.ok('ada', renew)).toMatchObject({renewed: true});
  team.ok('ada', {type: 'release', all: true});
  expect(team.refused('ada', renew).message).toBe('Fence 1 is not good for a.ts: nobody holds it now.');
  expect(team.events.at(-1)?.body).toMatchObject({type: 'write.refused', what: 'claim', fence: 1});
});

test('what an older incarnation wants to write is refused and recorded', () => {
  const team = pair();
  const old = team.as('ada');
  team.exit('ada');
  team.start('ada');
  expect(team.refused(old, {type: 'edit', paths: ['a.ts'], tool: 'Edit'}).code).toBe('stale');
  expect(team.events.at(-1)?.body).toEqual({
    type: 'write.refused',
    session: 'ada',
    incarnation: 1,
    fence: null,
    what: 'edit',
    resources: ['a.ts'],
  });
  expect(team.team.activity.at(-1)?.text).toBe('was refused (edit) with incarnation 1: a.ts');
});

test('a program that guards a thing itself asks whether a fence is good', () => {
  const {team, old, present} = overtaken();
  const check = (fence: number, ...resources: string[]) => team.run(human, {type: 'claim.check', fence, resources});
  expect(check(present.fence, 'src/a.ts')).toMatchObject({ok: true, value: {claim: {id: 'C-2'}}, events: []});
  for (const [fence, ...resources] of [
    [old.fence, 'src/a.ts'],
    [present.fence, 'src/a.ts', 'src/b.ts'],
    [99, 'src/a.ts'],
  ] as const)
    expect(check(fence, ...resources)).toMatchObject({
      ok: false,
      refusal: {code: 'stale'},
      events: [{type: 'write.refused', what: 'check'}],
    });
});

test('the fence of a claim with a wildcard is good for an edit of each file that it takes, and of no other', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  const {fence} = team.claim('ada', 'src/*.ts');
  team.ok('ada', {type: 'edit', paths: ['src/a.ts', 'src/b.ts'], tool: 'Edit', fence});
  expect(team.refused('ada', {type: 'edit', paths: ['src/a.ts/c'], tool: 'Edit', fence}).code).toBe('stale');
  expect(team.refused('bob', {type: 'edit', paths: ['src/a.ts'], tool: 'Edit', fence}).code).toBe('stale');
});
