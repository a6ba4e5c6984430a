import {expect, test} from 'vitest';
import {nextSilenceAt, nextTimerAt} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const pass = (team: TestTeam, milliseconds: number): void => {
  team.now += milliseconds;
  team.ok(harmony, {type: 'time.pass'});
};
const open = (team: TestTeam) => Object.values(team.team.attention).filter(({state}) => state === 'open');
const asked = (within?: number): TestTeam => {
  const team = TestTeam.of(spec('ada'), spec('bob'), spec('eve', {role: 'reviewer'})).withoutSilence();
  team.send('ada', 'role:worker', 'May I have src/db?', {needsReply: true, subject: 'src/db', ...(within ? {replyWithin: within} : {})});
  return team;
};

test('the deadline is the one that was said, else the team’s; a deadline means that an answer is needed', () => {
  const team = asked(600_000);
  expect(team.team.messages['M-1']).toMatchObject({needsReply: true, replyBy: team.now + 600_000});
  expect(nextTimerAt(team.team)).toBe(team.now + 600_000);
  const other = team.send('ada', 'eve', 'And this?', {needsReply: true});
  expect(team.team.messages[other]?.replyBy).toBe(team.now + 15 * 60_000);
  const implied = team.send('ada', 'eve', 'And that?', {replyWithin: 1_000});
  expect(team.team.messages[implied]).toMatchObject({needsReply: true, replyBy: team.now + 1_000});
  expect(team.team.messages[team.send('ada', 'eve', 'News.')]).toMatchObject({needsReply: false, replyBy: null});
});

test.each([
  [{replyWithin: 0}, /within 0 ms/],
  [{replyWithin: Number.NaN}, /has to be a number/],
  [{replyWithin: 40 * 86_400_000}, /30 days/],
  [{replyWithin: 1_000, needsReply: false}, /not needed/],
] as const)('a deadline that cannot be: %j', (wrong, reason) => {
  const {code, message, remedy} = asked().refused('ada', {type: 'message.send', to: 'bob', subject: '', body: 'x', ...wrong});
  expect([code, `${message} ${remedy}`]).toEqual(['invalid', expect.stringMatching(reason)]);
});

test('it passes: a person is asked, the sender is told, once; the answer that comes late clears it', () => {
  const team = asked(60_000);
  pass(team, 59_999);
  expect(open(team)).toEqual([]);
  pass(team, 1);
  expect(team.typesFrom(team.events.length - 3)).toEqual(['message.overdue', 'attention.raised', 'message.sent']);
  expect(open(team)).toMatchObject([{kind: 'delivery', session: null, title: 'No answer to M-1 from bob: src/db'}]);
  expect(team.team.messages['M-2']).toMatchObject({from: 'harmony', to: 'ada', subject: 'No answer yet to M-1: src/db', priority: 'high'});
  expect(team.effects).toContainEqual({type: 'notify', attention: 'A-1'});
  pass(team, 600_000);
  expect(open(team)).toHaveLength(1);
  expect(nextTimerAt(team.team)).toBe(nextSilenceAt(team.team));
  team.ok('bob', {type: 'message.reply', message: 'M-1', body: 'Yes.'});
  expect(open(team)).toEqual([]);
  expect(team.team.attention['A-1']?.state).toBe('withdrawn');
});

test('an answer in time: nobody is asked', () => {
  const team = asked(60_000);
  team.ok('bob', {type: 'message.reply', message: 'M-1', body: 'Yes.'});
  expect(team.team.messages['M-1']?.deliveries.bob?.state).toBe('answered');
  expect(nextTimerAt(team.team)).toBe(nextSilenceAt(team.team));
  pass(team, 600_000);
  expect(team.team.attention).toEqual({});
});

test('every recipient owes an answer, and who gave none is named; the last one clears it', () => {
  const team = TestTeam.of(spec('lead', {role: 'lead'}), spec('ada'), spec('bob'), spec('eve'));
  team.send('lead', 'role:worker', 'Ready?', {replyWithin: 1_000});
  team.ok('ada', {type: 'message.reply', message: 'M-1', body: 'Yes.'});
  pass(team, 1_000);
  expect(open(team)[0]?.title).toBe('No answer to M-1 from bob, eve: Ready?'.replace('Ready?', 'no subject'));
  team.ok('bob', {type: 'message.reply', message: 'M-1', body: 'Yes.'});
  expect(open(team)).toHaveLength(1);
  team.ok('eve', {type: 'message.reply', message: 'M-1', body: 'Yes.'});
  expect(open(team)).toEqual([]);
});

test('several at once get numbers of their own; the person who asked is not written to', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  for (const from of ['ada', 'ada', human] as const) team.send(from, 'bob', 'Well?', {replyWithin: 1_000});
  pass(team, 1_000);
  expect(open(team).map(({id}) => id)).toEqual(['A-1', 'A-2', 'A-3']);
  expect(Object.values(team.team.messages).filter(({from}) => from === 'harmony')).toMatchObject([{id: 'M-4'}, {id: 'M-5'}]);
});

test('an answer goes to the sender under the same subject; a notice of Harmony is not answered', () => {
  const team = asked(1_000);
  const reply = team.ok<{message: string}>('bob', {type: 'message.reply', message: 'M-1', body: 'Yes.'}).message;
  expect(team.team.messages[reply]).toMatchObject({to: 'ada', subject: 'Re: src/db', replyTo: 'M-1'});
  const again = team.ok<{message: string}>('ada', {type: 'message.reply', message: reply, body: 'Until when?'}).message;
  expect(team.team.messages[again]).toMatchObject({to: 'bob', subject: 'Re: src/db'});
  // Twice is not wrong, but only the first is the answer.
  team.ok('bob', {type: 'message.reply', message: 'M-1', body: 'Until noon.'});
  expect(team.team.messages['M-1']?.deliveries.bob?.steps.map(({state}) => state)).toEqual(['queued', 'answered']);
  expect(team.refused('eve', {type: 'message.reply', message: 'M-1', body: 'No.'}).code).toBe('not-found');
  const notice = team.send(harmony, 'bob', 'x');
  expect(team.refused('bob', {type: 'message.reply', message: notice, body: 'Why?'}).code).toBe('invalid');
});

test('what is not answered yet is not forgotten, however much comes after it', () => {
  const team = asked(1_000);
  team.ok(harmony, {type: 'message.delivered', messages: ['M-1'], recipient: 'bob', state: 'seen', evidence: 'x'});
  pass(team, 1_000);
  for (let count = 0; count < 1_100; count++) {
    const message = team.send(human, 'bob', `${count}`);
    team.ok(harmony, {type: 'message.delivered', messages: [message], recipient: 'bob', state: 'seen', evidence: 'x'});
  }
  expect(Object.keys(team.team.messages).length).toBeLessThan(1_010);
  team.ok('bob', {type: 'message.reply', message: 'M-1', body: 'Yes.'});
  expect(open(team)).toEqual([]);
});
