import {expect, test} from 'vitest';
import {boardOf, explainSession, type Finding, type Policy, statusBoardMarkdown} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const CALLS: Finding = {kind: 'call', times: 5, what: 'Bash npm test'};

function teamWith(action: Policy['repetition']['action']): TestTeam {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  team.configure([spec('ada'), spec('bob')], {repetition: {action, after: 5}});
  return team;
}

const notice = (team: TestTeam, finding: Finding | null, session = 'ada'): string[] => {
  const before = team.events.length;
  team.ok(harmony, {type: 'session.repetition', session, incarnation: team.session(session).incarnation, finding});
  return team.typesFrom(before);
};
const board = (team: TestTeam) => boardOf(team.team, team.now);

test('shown: on the board, in its page, and explained with what shows it, until it does something else', () => {
  const team = teamWith('show');
  expect(notice(team, CALLS)).toEqual(['session.repeated']);
  const words = 'repeats itself: Bash npm test: 5 times without a change in between';
  expect(board(team).sessions[0]).toMatchObject({repetition: {...CALLS, since: team.now}, detail: words});
  expect(statusBoardMarkdown(board(team))).toContain(words);
  expect(explainSession(team.team, 'ada', team.now)?.lines).toContainEqual({
    fact: words,
    evidence: 'tool and arguments were the same, and no file was changed; found 0 s ago',
  });
  expect(notice(team, {...CALLS, times: 9})).toEqual([]);
  expect(notice(team, null)).toEqual(['session.movedOn']);
  expect(notice(team, null)).toEqual([]);
  expect(board(team).sessions[0]).toMatchObject({repetition: null, detail: ''});
});

test('told: one message from Harmony in each episode', () => {
  const team = teamWith('tell');
  expect(notice(team, CALLS)).toEqual(['session.repeated', 'message.sent']);
  expect(team.effects).toContainEqual({type: 'deliver', session: 'ada'});
  expect(team.team.messages['M-1']).toMatchObject({
    from: 'harmony',
    authority: 'harmony',
    to: 'ada',
    body: expect.stringContaining('Bash npm test'),
  });
  expect(notice(team, CALLS)).toEqual([]);
  notice(team, null);
  expect(notice(team, CALLS)).toEqual(['session.repeated', 'message.sent']);
  expect(notice(team, {kind: 'pleasantries', times: 5, what: 'with ada'}, 'bob')).toContain('message.sent');
});

test('a full inbox keeps nobody from being shown', () => {
  const team = teamWith('tell');
  team.configure([spec('ada'), spec('bob')], {inboxLimit: 1});
  team.send(human, 'ada', 'x');
  expect(notice(team, CALLS)).toEqual(['session.repeated']);
});

test.each([
  ['by its name', (team: TestTeam) => team.ok(human, {type: 'session.resume', session: 'ada'})],
  ['by the answer', (team: TestTeam) => team.ok(human, {type: 'attention.answer', attention: 'ada', choice: 'resume'})],
])('paused until a person resumes it %s, who is told why; then it has the whole count again', (_, resume) => {
  const team = teamWith('pause');
  expect(notice(team, CALLS)).toEqual(['session.repeated', 'session.paused', 'attention.raised']);
  expect(board(team)).toMatchObject({
    sessions: [{state: 'paused'}, {}],
    attention: [{kind: 'repetition', session: 'ada', detail: expect.stringContaining('5 times without a change')}],
  });
  expect(team.run('ada', {type: 'edit', paths: ['a.ts'], tool: 'Edit'}).ok).toBe(false);
  const why = explainSession(team.team, 'ada', team.now)?.lines.find(({fact}) => fact.startsWith('is paused'));
  expect(why?.evidence).toBe("the team's rule for repetition: A-1");
  // That it does something else now does not resume it.
  notice(team, null);
  expect(board(team).attention).toHaveLength(1);
  resume(team);
  expect(board(team)).toMatchObject({sessions: [{state: 'starting', repetition: null}, {}], attention: []});
  expect(notice(team, CALLS)).toContain('session.paused');
});

test('one that was paused by a person is not asked about again', () => {
  const team = teamWith('pause');
  team.ok(human, {type: 'session.pause', session: 'ada'});
  expect(notice(team, CALLS)).toEqual(['session.repeated']);
});

test('off: nothing, and what was found before the rule was changed goes', () => {
  const team = teamWith('show');
  notice(team, CALLS);
  team.configure([spec('ada'), spec('bob')], {repetition: {action: 'off', after: 5}});
  expect(notice(team, CALLS)).toEqual(['session.movedOn']);
  expect(notice(team, CALLS)).toEqual([]);
});

test('what an earlier process did is not held against the next one, and only Harmony sees it', () => {
  const team = teamWith('show');
  notice(team, CALLS);
  team.exit('ada');
  expect(team.session('ada').repetition).toBeNull();
  team.start('ada');
  expect(team.run(harmony, {type: 'session.repetition', session: 'ada', incarnation: 1, finding: CALLS}).events).toEqual([]);
  expect(team.refused('bob', {type: 'session.repetition', session: 'ada', incarnation: 2, finding: CALLS}).code).toBe('forbidden');
});
