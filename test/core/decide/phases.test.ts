import {expect, test} from 'vitest';
import {boardOf, outstanding, statusBoardMarkdown} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const SPECS = [spec('lead', {role: 'orchestrator', tier: 1, delegatesTo: ['*']}), spec('ada')];
const PHASES = [
  {name: 'SPECS', checks: [], person: true},
  {name: 'BUILD', checks: ['test'], person: true},
  {name: 'PRODUCTION', checks: ['test'], person: false},
];

function team2(): TestTeam {
  const team = TestTeam.of(...SPECS);
  team.configure(SPECS, {checks: {test: 'npm test'}, phases: PHASES});
  return team;
}

const add = (team: TestTeam, phase: string): string => team.ok<{task: string}>(human, {type: 'task.add', title: 'x', body: '', phase}).task;
const finish = (team: TestTeam, task: string): void => {
  team.ok('ada', {type: 'task.take', task});
  team.ok('ada', {type: 'task.finish', task, outcome: 'done', summary: 'x'});
  if (team.effects.some(({type}) => type === 'phase.tryGate')) team.ok(harmony, {type: 'phase.tryGate'});
};
const states = (team: TestTeam) => boardOf(team.team, team.now).phases.map(({state, gate}) => (gate ? `${state} ${gate}` : state));
const checked = (team: TestTeam, phase: string, passed: boolean) =>
  team.ok(harmony, {type: 'phase.checked', phase, passed, evidence: '$ npm test'});

test('a later task waits for the gate, which is tried when the last task of its phase is done, and a person opens it', () => {
  const team = team2();
  const [first, second] = [add(team, 'SPECS'), add(team, 'BUILD')];
  expect(team.refused('ada', {type: 'task.take', task: second})).toMatchObject({
    code: 'conflict',
    details: {waitsFor: ['the gate of SPECS']},
  });
  expect(team.refused(human, {type: 'phase.pass'})).toMatchObject({code: 'conflict', details: {tasks: [first]}});
  expect(team.refused(human, {type: 'phase.pass', phase: 'BUILD', force: true}).message).toBe('SPECS comes before BUILD.');
  finish(team, first);
  expect(states(team)).toEqual(['present asked', 'later', 'later']);
  team.ok(human, {type: 'attention.answer', attention: 'A-1', choice: 'pass'});
  expect(states(team)).toEqual(['passed', 'present', 'later']);
  expect(statusBoardMarkdown(boardOf(team.team, team.now))).toContain('| BUILD | present | test, a person | 0 done, 1 open |');
  team.ok('ada', {type: 'task.take', task: second});
});

test('a gate with a check opens when it has passed; one that failed goes to a person', () => {
  const team = team2();
  team.ok(human, {type: 'phase.pass'});
  expect(team.refused('ada', {type: 'phase.pass'}).code).toBe('forbidden');
  team.ok('lead', {type: 'phase.pass'});
  expect(team.effects).toEqual([{type: 'phase.check', phase: 'BUILD'}]);
  expect(outstanding(team.team)).toContainEqual({type: 'phase.check', phase: 'BUILD'});
  checked(team, 'BUILD', false);
  expect(states(team)).toEqual(['passed', 'present failed', 'later']);
  team.ok(human, {type: 'attention.answer', attention: 'A-1', choice: 'again'});
  checked(team, 'BUILD', true);
  // Who tried again was a person.
  expect(states(team)).toEqual(['passed', 'passed', 'present']);
  team.ok('lead', {type: 'phase.pass'});
  checked(team, 'PRODUCTION', true);
  expect(states(team)).toEqual(['passed', 'passed', 'passed']);
  expect(team.refused(human, {type: 'phase.pass'}).code).toBe('conflict');
});

test('a gate that was left closed is tried again when its phase has new facts', () => {
  const team = team2();
  finish(team, add(team, 'SPECS'));
  team.ok(human, {type: 'attention.answer', attention: 'A-1', choice: 'leave'});
  expect(team.effects.map(({type}) => type)).not.toContain('phase.tryGate');
  finish(team, add(team, 'SPECS'));
  expect(states(team)[0]).toBe('present asked');
});

test('a person goes back: what is open waits again, what somebody has stays with them', () => {
  const team = team2();
  for (const _ of [1, 2, 3]) team.ok(human, {type: 'phase.pass', force: true});
  const [held, open] = [add(team, 'PRODUCTION'), add(team, 'PRODUCTION')];
  team.ok('ada', {type: 'task.take', task: held});
  expect(team.refused('lead', {type: 'phase.reopen', phase: 'SPECS'}).code).toBe('forbidden');
  team.ok(human, {type: 'phase.reopen', phase: 'SPECS'});
  expect(states(team)).toEqual(['present left', 'later', 'later']);
  expect(team.team.tasks[held]?.owner).toBe('ada');
  expect(team.refused('ada', {type: 'task.take', task: open}).code).toBe('conflict');
  expect(team.refused(human, {type: 'task.add', title: 'x', body: '', phase: 'BULID'}).remedy).toContain('"BUILD"');
});

test('who goes back is not asked about a later gate any more', () => {
  const team = team2();
  for (const _ of [1, 2]) team.ok(human, {type: 'phase.pass', force: true});
  finish(team, add(team, 'PRODUCTION'));
  checked(team, 'PRODUCTION', false);
  const question = Object.values(team.team.attention).find(({state}) => state === 'open');
  expect(question?.key).toBe('phase:PRODUCTION');
  team.ok(human, {type: 'phase.reopen', phase: 'SPECS'});
  expect(team.team.attention[question?.id ?? '']?.state).toBe('withdrawn');
  expect(states(team)).toEqual(['present left', 'later', 'later']);
});
