import {expect, test} from 'vitest';
import type {Task} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const lead = spec('lead', {role: 'orchestrator', tier: 1, delegatesTo: ['worker']});
const team3 = (): TestTeam => TestTeam.of(lead, spec('ada'), spec('bob'));
const delegate = (team: TestTeam, to: string, acceptance: string | null = null, from: typeof human | string = human) =>
  team.ok<{task: string; owner: string | null; message: string | null}>(from, {
    type: 'task.delegate',
    to,
    title: 'Build it',
    body: 'All of it.',
    acceptance,
  });
const taskOf = (team: TestTeam, id = 'T-1'): Task => team.team.tasks[id] as Task;
const assignOpen = (team: TestTeam): void => {
  while (team.effects.some(({type}) => type === 'task.assignOpen')) team.ok(harmony, {type: 'task.assignOpen'});
};

test('a task is given, told, accepted and finished, and its result comes back', () => {
  const team = team3();
  expect(delegate(team, 'ada', null, 'lead')).toEqual({task: 'T-1', owner: 'ada', message: 'M-1'});
  expect(team.team.messages['M-1']).toMatchObject({
    from: 'lead',
    authority: 'delegator',
    to: 'ada',
    subject: 'Task T-1: Build it',
    body: expect.stringMatching(/^All of it\.\n\nAccept it with accept T-1 when you begin; report with done T-1/),
  });
  team.ok('ada', {type: 'task.accept', task: 'T-1'});
  expect(taskOf(team)).toMatchObject({state: 'accepted', attempts: 1});
  team.ok('ada', {type: 'task.finish', task: 'T-1', outcome: 'done', summary: 'Built and tested.'});
  expect(taskOf(team)).toMatchObject({state: 'done', result: {summary: 'Built and tested.', evidence: 'said by ada'}});
  expect(team.team.messages['M-2']).toMatchObject({
    from: 'ada',
    to: 'lead',
    subject: 'T-1 is done: Build it',
    body: expect.stringContaining('Built and tested.'),
  });
  expect(team.refused('ada', {type: 'task.finish', task: 'T-1', outcome: 'failed', summary: 'x'}).code).toBe('conflict');
});

test('a role means the one of it with the least to do; the first of the configuration among equals', () => {
  const team = team3();
  expect([delegate(team, 'worker').owner, delegate(team, 'role:worker').owner, delegate(team, 'worker').owner]).toEqual([
    'ada',
    'bob',
    'ada',
  ]);
  team.exit('ada', 0);
  team.ok(human, {type: 'session.stop', session: 'ada'});
  expect(delegate(team, 'worker').owner).toBe('bob');
});

test('who may not delegate is told who may', () => {
  const team = team3();
  expect(team.refused('ada', {type: 'task.delegate', to: 'bob', title: 'x', body: ''})).toMatchObject({
    code: 'forbidden',
    message: 'ada (worker) may not delegate, not to bob.',
    remedy: 'Ask one who may: lead.',
  });
  expect(team.refused('lead', {type: 'task.delegate', to: 'orchestrator', title: 'x', body: ''}).code).toBe('not-found');
  expect(team.refused('lead', {type: 'task.delegate', to: 'lead', title: 'x', body: ''}).code).toBe('invalid');
  expect(team.refused('lead', {type: 'task.delegate', to: 'wroker', title: 'x', body: ''})).toMatchObject({
    code: 'not-found',
    remedy: expect.stringContaining('Did you mean "worker"?'),
  });
  expect(team.refused('lead', {type: 'task.delegate', to: 'ada', title: ' ', body: ''}).code).toBe('invalid');
});

test('a task that nobody can take now is open, and goes to the first who fits and comes', () => {
  const team = new TestTeam();
  team.configure([spec('ada'), spec('bob')]);
  expect(delegate(team, 'ada').owner).toBeNull();
  expect(delegate(team, 'worker').owner).toBeNull();
  expect(taskOf(team).state).toBe('open');
  expect(team.effects).toEqual([]);
  team.start('bob');
  assignOpen(team);
  expect([taskOf(team, 'T-1').owner, taskOf(team, 'T-2').owner]).toEqual([null, 'bob']);
  team.start('ada');
  assignOpen(team);
  expect(taskOf(team, 'T-1')).toMatchObject({owner: 'ada', state: 'assigned', attempts: 1, message: 'M-2'});
  expect(team.team.messages['M-2']).toMatchObject({to: 'ada', from: 'human', authority: 'human'});
});

test('only its owner accepts and finishes a task', () => {
  const team = team3();
  delegate(team, 'ada');
  for (const body of [
    {type: 'task.accept', task: 'T-1'},
    {type: 'task.finish', task: 'T-1', outcome: 'done', summary: 'x'},
  ] as const) {
    expect(team.refused('bob', body)).toMatchObject({code: 'forbidden', details: {owner: 'ada'}});
    expect(team.refused('bob', {...body, task: 'T-9'}).code).toBe('not-found');
  }
  expect(team.refused(human, {type: 'task.accept', task: 'T-1'}).code).toBe('forbidden');
});

test('with an acceptance check a task is done when it has passed, and the session cannot say that it has', () => {
  const team = team3();
  team.configure([lead, spec('ada'), spec('bob')], {checks: {test: 'npm test'}});
  delegate(team, 'ada', 'npm test', 'lead');
  expect(team.team.messages['M-1']?.body).toContain('Acceptance check, run by Harmony in the project root: npm test');
  const claim = {
    type: 'task.finish',
    task: 'T-1',
    outcome: 'done',
    summary: 'All done.',
    checked: {passed: true, evidence: 'believe me'},
  } as const;
  expect(team.ok('ada', claim)).toEqual({task: 'T-1', checking: true});
  expect(team.effects).toEqual([{type: 'task.check', task: 'T-1'}]);
  expect(taskOf(team)).toMatchObject({state: 'assigned', checking: {summary: 'All done.'}, result: null});
  const checked = (passed: boolean, evidence: string) =>
    team.ok(harmony, {type: 'task.finish', task: 'T-1', outcome: 'done', summary: '', checked: {passed, evidence}});
  checked(false, '1 failed\n(exit 1)');
  expect(taskOf(team)).toMatchObject({state: 'assigned', checking: null, owner: 'ada'});
  expect(team.team.messages['M-2']).toMatchObject({
    from: 'harmony',
    to: 'ada',
    priority: 'high',
    body: expect.stringContaining('(exit 1)'),
  });
  // A check that nobody waits for any more decides nothing.
  checked(true, 'late');
  expect(taskOf(team).state).toBe('assigned');
  team.ok('ada', claim);
  checked(true, '12 passed\n(exit 0)');
  expect(taskOf(team)).toMatchObject({state: 'done', result: {summary: 'All done.', evidence: '12 passed\n(exit 0)'}});
  expect(team.team.messages['M-3']).toMatchObject({to: 'lead', subject: 'T-1 is done: Build it'});
});

test('a failure needs no check', () => {
  const team = team3();
  delegate(team, 'ada', 'npm test');
  team.ok('ada', {type: 'task.finish', task: 'T-1', outcome: 'failed', summary: 'The library is missing.'});
  expect(taskOf(team).state).toBe('failed');
  expect(team.team.messages['M-2']).toMatchObject({to: 'human', subject: 'T-1 is failed: Build it'});
  expect(team.refused('ada', {type: 'task.finish', task: 'T-1', outcome: 'failed', summary: 'x'}).code).toBe('conflict');
});

test('a person closes any task', () => {
  const team = team3();
  delegate(team, 'ada', 'npm test');
  team.ok(human, {type: 'task.finish', task: 'T-1', outcome: 'done', summary: 'I looked at it.'});
  expect(taskOf(team)).toMatchObject({state: 'done', result: {evidence: 'said by a person'}});
});

/** Ends until it is not started again. */
function die(team: TestTeam, id: string): void {
  while (team.session(id).life !== 'failed') {
    if (team.session(id).life === 'starting')
      team.ok(harmony, {type: 'session.started', session: id, process: {pid: 1, startTime: '1'}, conversation: null});
    team.exit(id);
  }
}

test('a session that comes back keeps its tasks; those of one that is dead go to another, with what was learnt', () => {
  const team = team3();
  delegate(team, 'worker');
  team.ok('ada', {type: 'task.accept', task: 'T-1'});
  team.exit('ada');
  expect(taskOf(team)).toMatchObject({owner: 'ada', state: 'accepted'});
  die(team, 'ada');
  expect(taskOf(team)).toMatchObject({owner: null, state: 'open'});
  assignOpen(team);
  expect(taskOf(team)).toMatchObject({owner: 'bob', state: 'assigned', attempts: 2});
  expect(Object.values(team.team.messages).at(-1)).toMatchObject({
    to: 'bob',
    body: expect.stringContaining('Of the attempt before: ada ended while it had the task'),
  });
});

test('a task that three owners died of goes to a person, who may have it tried again', () => {
  const team = team3();
  delegate(team, 'ada', null, 'lead');
  for (let attempt = 1; attempt <= 3; attempt++) {
    die(team, 'ada');
    if (attempt === 3) break;
    team.start('ada');
    assignOpen(team);
    expect(taskOf(team)).toMatchObject({owner: 'ada', attempts: attempt + 1});
  }
  expect(taskOf(team)).toMatchObject({state: 'failed', result: {summary: expect.stringMatching(/Given up after 3 attempts/)}});
  expect(Object.values(team.team.messages).at(-1)).toMatchObject({to: 'lead', subject: 'T-1 is failed: Build it'});
  const open = Object.values(team.team.attention).filter(({state}) => state === 'open');
  expect(open.map(({kind, key}) => [kind, key])).toEqual([
    ['dead', 'dead:ada'],
    ['blocked', 'task:T-1'],
  ]);
  expect(new Set(open.map(({id}) => id)).size).toBe(2);
  team.start('ada');
  team.ok(human, {type: 'attention.answer', attention: open[1]?.id ?? '', choice: 'again'});
  assignOpen(team);
  expect(taskOf(team)).toMatchObject({owner: 'ada', state: 'assigned', result: null});
});

test('stopping a session is no failed attempt: its task waits for it, or goes to another who fits', () => {
  const team = team3();
  delegate(team, 'ada');
  for (let evening = 0; evening < 5; evening++) {
    team.ok(human, {type: 'session.stop', session: 'ada'});
    team.exit('ada', 0);
    team.start('ada');
  }
  expect(taskOf(team)).toMatchObject({owner: 'ada', state: 'assigned', attempts: 1});
  delegate(team, 'worker');
  expect(taskOf(team, 'T-2').owner).toBe('bob');
  team.ok(human, {type: 'session.stop', session: 'bob'});
  team.exit('bob', 0);
  assignOpen(team);
  expect(taskOf(team, 'T-2')).toMatchObject({owner: 'ada', attempts: 2});
});
