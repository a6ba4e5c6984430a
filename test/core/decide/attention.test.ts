import {expect, test} from 'vitest';
import {type AttentionKind, boardOf} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const CHOICES = [
  {id: 'allow', label: 'Allow'},
  {id: 'deny', label: 'Deny'},
];
const raise = (team: TestTeam, key: string, more: {kind?: AttentionKind; session?: string | null; choices?: typeof CHOICES} = {}): string =>
  team.ok<{attention: string}>(harmony, {
    type: 'attention.raise',
    kind: 'permission',
    session: 'ada',
    key,
    title: 'Bash: rm -r build',
    detail: '',
    choices: CHOICES,
    ...more,
  }).attention;

test('the same question is not asked twice while it is open', () => {
  const team = TestTeam.of(spec('ada'));
  const first = raise(team, 'ada:1');
  expect(team.effects).toEqual([{type: 'notify', attention: first}]);
  expect(raise(team, 'ada:1')).toBe(first);
  team.ok(harmony, {type: 'attention.withdraw', key: 'ada:1', reason: 'answered in the pane'});
  expect(raise(team, 'ada:1')).not.toBe(first);
});

test('the first answer wins; a later one is told who gave it', () => {
  const team = TestTeam.of(spec('ada'));
  const question = raise(team, 'ada:1');
  team.ok(human, {type: 'attention.answer', attention: 'ada', choice: 'allow', text: 'once'});
  expect(team.team.attention[question]).toMatchObject({
    state: 'answered',
    answer: {choice: 'allow', text: 'once', by: 'human', at: team.now},
  });
  expect(team.effects).toEqual([{type: 'attention.settled', attention: question}]);
  expect(team.refused(human, {type: 'attention.answer', attention: question, choice: 'deny'})).toMatchObject({
    code: 'conflict',
    message: 'A-1 was settled already: human answered "allow".',
  });
});

test('a session is named only where that is one question', () => {
  const team = TestTeam.of(spec('ada'));
  expect(team.refused(human, {type: 'attention.answer', attention: 'ada', choice: 'allow'}).code).toBe('not-found');
  const [first, second] = [raise(team, 'ada:1'), raise(team, 'ada:2')];
  expect(team.refused(human, {type: 'attention.answer', attention: 'ada', choice: 'allow'})).toMatchObject({
    message: 'ada asks 2 things.',
    remedy: `Open: ${first}, ${second}.`,
  });
  team.ok(human, {type: 'attention.answer', attention: second, choice: 'deny'});
  team.ok(human, {type: 'attention.answer', attention: 'ada', choice: 'allow'});
  expect(team.team.attention[first]?.answer?.choice).toBe('allow');
});

test('an answer that is no choice is told the choices; a question without any is for the pane', () => {
  const team = TestTeam.of(spec('ada'));
  const question = raise(team, 'ada:1');
  expect(team.refused(human, {type: 'attention.answer', attention: question, choice: 'maybe'})).toMatchObject({
    code: 'invalid',
    remedy: 'Choose one of: allow, deny.',
  });
  const trust = raise(team, 'ada:trust', {kind: 'trust', choices: []});
  expect(team.refused(human, {type: 'attention.answer', attention: trust, choice: 'allow'}).message).toContain('pane of ada');
});

test('questions are withdrawn by their key, or all with the same beginning', () => {
  const team = TestTeam.of(spec('ada'));
  for (const key of ['ada:permission:1', 'ada:permission:2', 'ada:trust', 'ada2:permission:1']) raise(team, key);
  team.ok(harmony, {type: 'attention.withdraw', key: 'ada:permission:', reason: 'the turn ended'});
  const open = (): string[] => Object.values(team.team.attention).flatMap(({state, key}) => (state === 'open' ? [key] : []));
  expect(open()).toEqual(['ada:trust', 'ada2:permission:1']);
  // Not a beginning, as it does not end with a colon.
  team.ok(harmony, {type: 'attention.withdraw', key: 'ada', reason: ''});
  expect(open()).toEqual(['ada:trust', 'ada2:permission:1']);
});

test('what stops a whole session comes first, then by age', () => {
  const team = TestTeam.of(spec('ada'));
  for (const [key, kind] of [
    ['1', 'notice'],
    ['2', 'permission'],
    ['3', 'permission'],
    ['4', 'login'],
  ] as const) {
    team.now += 10;
    raise(team, key, {kind});
  }
  expect(boardOf(team.team, team.now).attention.map(({key}) => key)).toEqual(['4', '2', '3', '1']);
});
