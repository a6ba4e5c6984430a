import {expect, test} from 'vitest';
import {deliverableTo, renderMail} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const three = (): TestTeam => TestTeam.of(spec('lead', {role: 'lead'}), spec('ada'), spec('bob'));
const step = (team: TestTeam, recipient: string, state: 'offered' | 'injected' | 'seen', message = 'M-1'): void => {
  team.ok(harmony, {type: 'message.delivered', messages: [message], recipient, state, evidence: 'hook'});
};
const state = (team: TestTeam, recipient: string, message = 'M-1') => team.team.messages[message]?.deliveries[recipient]?.state;
const mailFor = (team: TestTeam, recipient: string) => deliverableTo(team.team, recipient, team.now - 10_000);
const ids = (team: TestTeam, recipient: string): string[] => mailFor(team, recipient).mail.map(({id}) => id);

test('whoever was not given the older one never gets it; whoever has it is told that it no longer holds', () => {
  const team = three();
  team.send('lead', 'role:worker', 'Use port 4000.');
  step(team, 'ada', 'seen');
  const value = team.ok('lead', {type: 'message.send', to: 'role:worker', subject: '', body: 'Use port 5000.', supersede: 'M-1'});
  expect(value).toMatchObject({message: 'M-2', superseded: ['bob']});
  expect([state(team, 'ada'), state(team, 'bob')]).toEqual(['seen', 'superseded']);
  expect(team.team.messages['M-1']?.deliveries.bob?.steps.at(-1)).toMatchObject({state: 'superseded', evidence: 'M-2'});
  expect(ids(team, 'bob')).toEqual(['M-2']);
  expect(renderMail(mailFor(team, 'ada').mail, 9_000).text).toContain('replaces M-1, which no longer holds');
  for (const late of ['offered', 'injected', 'seen'] as const) step(team, 'bob', late);
  expect(state(team, 'bob')).toBe('superseded');
});

test('what is on its way cannot be called back; but when it did not arrive, it is not sent again', () => {
  const team = three();
  team.send('lead', 'bob', 'one');
  step(team, 'bob', 'offered');
  team.send('lead', 'bob', 'two', {supersede: 'M-1'});
  expect(state(team, 'bob')).toBe('offered');
  // The newer one waits until it is known what became of the older one.
  expect(ids(team, 'bob')).toEqual([]);
  team.now += 10_000;
  expect(mailFor(team, 'bob')).toMatchObject({lost: ['M-1'], mail: [{id: 'M-2'}]});
  step(team, 'bob', 'offered');
  expect(state(team, 'bob')).toBe('superseded');

  const other = three();
  other.send('lead', 'bob', 'one');
  step(other, 'bob', 'offered');
  other.send('lead', 'bob', 'two', {supersede: 'M-1'});
  other.exit('bob');
  expect([state(other, 'bob'), state(other, 'bob', 'M-2')]).toEqual(['superseded', 'queued']);
});

test('its sender replaces it, or a person; once, and for all who got it', () => {
  const team = three();
  team.send('lead', 'role:worker', 'one');
  const replace = (more: object = {}) =>
    ({type: 'message.send', to: 'role:worker', subject: '', body: 'two', supersede: 'M-1', ...more}) as const;
  expect(team.refused('ada', replace({to: 'bob'})).code).toBe('forbidden');
  expect(team.refused('lead', replace({supersede: 'M-9'})).code).toBe('not-found');
  expect(team.refused('lead', replace({to: 'bob'}))).toMatchObject({code: 'invalid', details: {left: ['ada']}});
  team.ok(human, replace());
  expect(team.refused('lead', replace())).toMatchObject({code: 'conflict', details: {replacedBy: 'M-2'}});
});

test('a full inbox has room for what takes the place of something in it', () => {
  const team = three();
  team.configure(Object.values(team.team.sessions), {inboxLimit: 1});
  team.send('lead', 'bob', 'one');
  expect(team.refused('lead', {type: 'message.send', to: 'bob', subject: '', body: 'two'}).code).toBe('full');
  team.send('lead', 'bob', 'two', {supersede: 'M-1'});
});

test('the answer to what was replaced is waited for no longer', () => {
  const team = three();
  team.send('lead', 'bob', 'Well?', {replyWithin: 1_000});
  step(team, 'bob', 'seen');
  team.now += 1_000;
  team.ok(harmony, {type: 'time.pass'});
  expect(team.team.attention['A-1']?.state).toBe('open');
  team.send('lead', 'bob', 'Never mind.', {supersede: 'M-1'});
  expect(team.team.attention['A-1']?.state).toBe('withdrawn');
});

test('what is on its way takes room until it has arrived, though a newer one takes its place', () => {
  const team = three();
  team.configure([spec('lead', {role: 'lead'}), spec('ada'), spec('bob')], {inboxLimit: 2});
  team.send('lead', 'bob', 'one');
  step(team, 'bob', 'offered');
  team.send('lead', 'bob', 'two', {supersede: 'M-1'});
  step(team, 'bob', 'offered', 'M-2');
  const third = {type: 'message.send', to: 'bob', subject: '', body: 'three', supersede: 'M-2'} as const;
  expect(team.refused('lead', third).code).toBe('full');
  step(team, 'bob', 'injected');
  team.ok('lead', third);
});
