import {expect, test} from 'vitest';
import type {Claim, Message} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const trio = (): TestTeam => TestTeam.of(spec('ada'), spec('bob', {paths: ['src/**']}), spec('eve'));
const mail = (team: TestTeam): Message[] => Object.values(team.team.messages);

test('what is handed over is held by the other from that moment, with a higher fence, and the other is told', () => {
  const team = trio();
  const old = team.claim('ada', 'src/api');
  team.claim('eve', 'docs');
  const {given} = team.ok<{given: {from: string; claim: Claim}[]}>('ada', {type: 'claim.give', to: 'bob', resources: ['src/api']});
  expect(given).toMatchObject([{from: old.id, holder: 'ada', claim: {id: 'C-3', holder: 'bob', reason: 'work', fence: 3}}]);
  expect(team.edit('ada', 'src/api/a.ts').ok).toBe(false);
  expect(team.edit('bob', 'src/api/a.ts').ok).toBe(true);
  expect(team.typesFrom(-4)).toEqual(['claim.ended', 'claim.granted', 'message.sent', 'claim.refused']);
  expect(mail(team)).toMatchObject([
    {from: 'harmony', to: 'bob', subject: 'C-3 is yours now: src/api', body: expect.stringContaining('by ada')},
  ]);
});

test('a person hands over what others hold, and both are told', () => {
  const team = trio();
  const held = team.claim('ada', 'src/a.ts');
  team.ok(human, {type: 'claim.give', to: 'bob', claims: [held.id]});
  expect(mail(team).map(({to, subject}) => [to, subject])).toEqual([
    ['bob', 'C-2 is yours now: src/a.ts'],
    ['ada', 'C-1 went over to bob: src/a.ts'],
  ]);
});

test('the line stays as it is: the next in it follows the new holder', () => {
  const team = trio();
  team.claim('ada', 'src/a.ts');
  team.ok('eve', {type: 'claim', resources: ['src/**'], mode: 'exclusive', reason: '', wait: 60_000});
  team.ok('ada', {type: 'claim.give', to: 'bob', resources: ['src/a.ts']});
  expect(team.effects.some(({type}) => type === 'claim.grantWaiting')).toBe(false);
  team.ok('bob', {type: 'release', all: true});
  team.ok(harmony, {type: 'claim.grantWaiting'});
  expect(Object.values(team.team.claims)).toMatchObject([{holder: 'eve'}]);
});

test('who waited for it and gets it by hand waits no more', () => {
  const team = trio();
  team.claim('ada', 'src/**');
  team.ok('eve', {type: 'claim', resources: ['src/a.ts'], mode: 'exclusive', reason: '', wait: 60_000});
  team.ok('ada', {type: 'claim.give', to: 'eve', claims: ['C-1']});
  team.ok(harmony, {type: 'claim.grantWaiting'});
  expect(team.team.settledWaits['W-1']).toMatchObject({how: 'granted', claim: 'C-2'});
  expect(Object.keys(team.team.claims)).toEqual(['C-2']);
});

test.each([
  ['to nobody', {to: 'nobody', resources: ['docs']}, 'not-found'],
  ['to oneself', {to: 'ada', resources: ['docs']}, 'invalid'],
  ['to a role that must not work there', {to: 'bob', resources: ['docs']}, 'forbidden'],
  ['of part of a claim', {to: 'eve', resources: ['docs/a.md']}, 'not-found'],
  ["of somebody else's", {to: 'bob', claims: ['C-2']}, 'forbidden'],
  ['of what is not held', {to: 'eve', resources: ['test']}, 'not-found'],
  ['of nothing', {to: 'eve'}, 'invalid'],
] as const)('a hand-over %s is refused', (_, body, code) => {
  const team = trio();
  team.claim('ada', 'docs');
  team.claim('eve', 'tools');
  expect(team.refused('ada', {type: 'claim.give', ...body}).code).toBe(code);
});

test('nothing is handed to a session that is not running, and nothing that has expired', () => {
  const team = trio();
  const held = team.claim('ada', 'docs');
  team.exit('eve');
  expect(team.refused('ada', {type: 'claim.give', to: 'eve', claims: [held.id]}).code).toBe('conflict');
  team.start('eve');
  team.now = held.expiresAt;
  expect(team.refused('ada', {type: 'claim.give', to: 'eve', claims: [held.id]}).code).toBe('not-found');
});

test('of claims that overlap none is handed over alone: two would hold the same', () => {
  const team = trio();
  const file = team.claim('ada', 'src/a.ts');
  const folder = team.claim('ada', 'src/**');
  const refusal = team.refused('ada', {type: 'claim.give', to: 'bob', claims: [file.id]});
  expect(refusal).toMatchObject({code: 'conflict', details: {claim: file.id, beside: folder.id}});
  expect(team.refused(human, {type: 'claim.give', to: 'bob', claims: [folder.id]}).remedy).toContain(file.id);
  team.ok('ada', {type: 'claim.give', to: 'bob', claims: [file.id, folder.id]});
  expect(Object.values(team.team.claims).map(({holder}) => holder)).toEqual(['bob', 'bob']);
  // Not even between two lines of the journal do both of them hold it.
  expect(team.typesFrom(-5)).toEqual(['claim.ended', 'claim.ended', 'claim.granted', 'claim.granted', 'message.sent']);
});
