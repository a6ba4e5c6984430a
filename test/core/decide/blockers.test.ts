import {expect, test} from 'vitest';
import {boardOf, statusBoardMarkdown} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const team3 = (): TestTeam => TestTeam.of(spec('ada'), spec('bob'), spec('eve'));
const block = (team: TestTeam, who: string, what: string, on?: string): string =>
  team.ok<{blocker: string}>(who, {type: 'block', what, ...(on === undefined ? {} : {on})}).blocker;
const told = (team: TestTeam) => Object.values(team.team.messages).map(({to, body, authority}) => [to, body, authority]);
const stateOf = (team: TestTeam, id: string) => boardOf(team.team, team.now).sessions.find((session) => session.id === id);

test('those who need the same thing wait together, and one answer frees them all', () => {
  const team = team3();
  team.ok(harmony, {type: 'session.observe', session: 'bob', incarnation: 1, activity: 'idle', evidence: 'hook'});
  expect([block(team, 'ada', 'The API key'), block(team, 'bob', 'the  API key'), block(team, 'bob', 'the API key')]).toEqual([
    'B-1',
    'B-1',
    'B-1',
  ]);
  expect(block(team, 'eve', 'a database')).toBe('B-2');
  const open = Object.values(team.team.attention);
  expect(open.map(({kind, key}) => [kind, key])).toEqual([
    ['blocked', 'block:B-1'],
    ['blocked', 'block:B-2'],
  ]);
  expect(stateOf(team, 'bob')).toMatchObject({state: 'waiting', detail: 'blocked: The API key'});
  expect(statusBoardMarkdown(boardOf(team.team, team.now))).toContain('| B-1 | The API key | human | ada, bob |');
  team.ok(human, {type: 'attention.answer', attention: 'A-1', choice: 'answer', text: 'It is in .env.'});
  expect(told(team)).toEqual([
    ['ada', 'It is in .env.', 'human'],
    ['bob', 'It is in .env.', 'human'],
  ]);
  expect(stateOf(team, 'bob')).toMatchObject({state: 'idle'});
  expect(Object.keys(team.team.blockers)).toEqual(['B-2']);
  team.ok(human, {type: 'unblock', blocker: 'A database', answer: 'Use SQLite.'});
  expect(Object.values(team.team.attention).map(({state}) => state)).toEqual(['answered', 'withdrawn']);
  expect(team.refused(human, {type: 'unblock', blocker: 'B-2', answer: 'x'}).code).toBe('not-found');
});

test('a session on whom others wait is told once, and may answer; others may not', () => {
  const team = team3();
  block(team, 'ada', 'the schema', 'eve');
  block(team, 'bob', 'the schema');
  expect(told(team)).toMatchObject([['eve', expect.stringContaining('unblock B-1'), 'peer']]);
  expect(Object.values(team.team.attention)).toEqual([]);
  team.ok('bob', {type: 'unblock', blocker: 'B-1', answer: ''});
  expect(team.team.blockers['B-1']?.sessions).toEqual(['ada']);
  expect(team.refused('bob', {type: 'unblock', blocker: 'B-1', answer: 'x'}).code).toBe('forbidden');
  expect(team.refused('eve', {type: 'unblock', blocker: 'B-1', answer: ' '}).code).toBe('invalid');
  expect(team.ok('eve', {type: 'unblock', blocker: 'B-1', answer: 'See db.sql.'})).toEqual({blocker: 'B-1', freed: ['ada']});
});

test('who is named has to be there, and to be somebody else', () => {
  const team = team3();
  expect(team.refused('ada', {type: 'block', what: 'x', on: 'ada'}).code).toBe('invalid');
  expect(team.refused('ada', {type: 'block', what: 'x', on: 'bbo'}).remedy).toContain('"bob"');
  expect(team.refused('ada', {type: 'block', what: ' '}).code).toBe('invalid');
  expect(team.refused(human, {type: 'block', what: 'x'}).code).toBe('forbidden');
});

test('nobody waits along for what they are to give themselves', () => {
  const team = team3();
  block(team, 'ada', 'the schema', 'bob');
  const refusal = team.refused('bob', {type: 'block', what: 'The schema'});
  expect(refusal).toMatchObject({code: 'conflict', details: {blocker: 'B-1'}});
  expect(refusal.remedy).toContain('unblock B-1');
  expect(team.team.blockers['B-1']?.sessions).toEqual(['ada']);
});

test('a person is not asked any more for what only those waited for who have left the team', () => {
  const team = team3();
  block(team, 'ada', 'the key');
  block(team, 'bob', 'the key');
  for (const id of ['ada', 'bob']) {
    team.ok(human, {type: 'session.stop', session: id});
    team.exit(id);
  }
  team.configure([spec('eve')]);
  expect(team.team.blockers).toEqual({});
  expect(team.team.attention['A-1']?.state).toBe('withdrawn');
});
