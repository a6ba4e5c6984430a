import {expect, test} from 'vitest';
import {boardOf, type CommandBody, type Event, emptyTeam, evolve, nextTimerAt, type Task} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

type Terms = Partial<Extract<CommandBody, {type: 'task.add'}>>;

const lead = spec('lead', {role: 'orchestrator', tier: 1, delegatesTo: ['*']});
const team4 = (): TestTeam => TestTeam.of(lead, spec('ada', {expertise: ['sql']}), spec('bob'), spec('eve', {role: 'reviewer'}));
const add = (team: TestTeam, terms: Terms = {}, from: typeof human | string = human): string =>
  team.ok<{task: string}>(from, {type: 'task.add', title: 'Build it', body: '', ...terms}).task;
const take = (team: TestTeam, who: string, task?: string): string =>
  team.ok<{task: Task}>(who, {type: 'task.take', ...(task === undefined ? {} : {task})}).task.id;
const done = (team: TestTeam, who: string, task: string) => team.ok(who, {type: 'task.finish', task, outcome: 'done', summary: 'Done.'});
const taskOf = (team: TestTeam, id: string): Task => team.team.tasks[id] as Task;
const step = (team: TestTeam, id: string) => boardOf(team.team, team.now).tasks.find((task) => task.id === id)?.state;
const settle = (team: TestTeam): void => {
  while (team.effects.some(({type}) => type === 'task.assignOpen')) team.ok(harmony, {type: 'task.assignOpen'});
};

test('a task is blocked until what it waits for is done, then ready; one that is meant for somebody is given then', () => {
  const team = team4();
  const [first, second, third] = [add(team), add(team, {after: ['T-1']}), add(team, {after: ['T-1'], to: 'bob'})];
  expect([first, second, third].map((id) => step(team, id))).toEqual(['ready', 'blocked', 'blocked']);
  expect(team.refused('ada', {type: 'task.take', task: second})).toMatchObject({code: 'conflict', details: {waitsFor: ['T-1']}});
  expect(take(team, 'ada')).toBe('T-1');
  expect(team.refused('eve', {type: 'task.take'})).toMatchObject({code: 'not-found', remedy: expect.stringContaining('T-2 (T-1)')});
  done(team, 'ada', 'T-1');
  settle(team);
  expect([second, third].map((id) => step(team, id))).toEqual(['ready', 'assigned']);
  expect(taskOf(team, third).owner).toBe('bob');
});

test('what would wait for itself is refused with the ring, and what is not there by name', () => {
  const team = team4();
  add(team);
  add(team, {after: ['T-1']});
  add(team, {after: ['T-2']});
  expect(team.refused(human, {type: 'task.change', task: 'T-1', after: ['T-3']})).toMatchObject({
    code: 'invalid',
    message: 'T-1 would wait for itself: T-1 waits for T-3 waits for T-2 waits for T-1.',
    details: {cycle: ['T-1', 'T-3', 'T-2', 'T-1']},
  });
  expect(team.refused(human, {type: 'task.change', task: 'T-1', after: ['T-1']}).details).toEqual({cycle: ['T-1', 'T-1']});
  expect(team.refused(human, {type: 'task.add', title: 'x', body: '', after: ['T-9', 'T-1']})).toMatchObject({
    code: 'not-found',
    details: {unknown: ['T-9']},
  });
  expect(team.refused(human, {type: 'task.add', title: 'x', body: '', reviewBy: 'revewer'}).remedy).toContain('"reviewer"');
  expect(team.refused(human, {type: 'task.add', title: 'x', body: '', tier: 0}).code).toBe('invalid');
  expect(team.refused(human, {type: 'task.add', title: 'x', body: '', to: 'ada', tier: 1}).code).toBe('invalid');
});

test('the best task is taken first: the urgent, the one meant for it, what it is good at, the older; and never twice', () => {
  const team = team4();
  add(team, {priority: 'low'});
  add(team, {expertise: ['http']});
  add(team, {expertise: ['SQL']});
  add(team);
  add(team, {priority: 'urgent', tier: 1});
  expect(take(team, 'ada')).toBe('T-3');
  expect(taskOf(team, 'T-3')).toMatchObject({owner: 'ada', state: 'accepted', attempts: 1});
  expect([take(team, 'bob'), take(team, 'ada'), take(team, 'eve')]).toEqual(['T-2', 'T-4', 'T-1']);
  expect(team.refused('bob', {type: 'task.take'}).code).toBe('not-found');
  expect(team.refused('bob', {type: 'task.take', task: 'T-5'}).code).toBe('forbidden');
  expect(team.refused('bob', {type: 'task.take', task: 'T-3'})).toMatchObject({code: 'conflict', details: {owner: 'ada'}});
  expect(take(team, 'lead')).toBe('T-5');
});

test('what takes something that somebody is good at is left to them while they are there', () => {
  const team = team4();
  add(team, {expertise: ['sql']});
  expect(team.refused('bob', {type: 'task.take'}).code).toBe('not-found');
  team.ok(human, {type: 'session.stop', session: 'ada'});
  team.exit('ada', 0);
  expect(take(team, 'bob')).toBe('T-1');
});

test('a session puts up tasks for those whom it may give work to, and for itself', () => {
  const team = team4();
  add(team, {}, 'bob');
  expect(team.refused('ada', {type: 'task.take'}).code).toBe('not-found');
  expect(take(team, 'bob')).toBe('T-1');
  add(team, {}, 'lead');
  expect(take(team, 'ada')).toBe('T-2');
  expect(team.refused('bob', {type: 'task.add', title: 'x', body: '', to: 'ada'}).code).toBe('forbidden');
});

test('what it was given comes before what it could take', () => {
  const team = team4();
  add(team, {priority: 'urgent'});
  add(team, {to: 'bob', priority: 'low'});
  expect(take(team, 'bob')).toBe('T-2');
  expect(taskOf(team, 'T-2')).toMatchObject({state: 'accepted', attempts: 1});
});

test("work is reviewed by another of the role: rejected with reasons it is its owner's again, approved it is done", () => {
  const team = team4();
  add(team, {reviewBy: 'reviewer', to: 'ada'}, 'lead');
  done(team, 'ada', 'T-1');
  expect(taskOf(team, 'T-1')).toMatchObject({state: 'review', reviewer: 'eve', owner: 'ada'});
  expect(Object.values(team.team.messages).at(-1)).toMatchObject({to: 'eve', from: 'lead', subject: 'Review T-1: Build it'});
  for (const who of ['ada', 'bob']) {
    expect(team.refused(who, {type: 'task.review', task: 'T-1', outcome: 'approved', reasons: 'mine'}).code).toBe('forbidden');
  }
  expect(team.refused('ada', {type: 'task.finish', task: 'T-1', outcome: 'done', summary: 'x'}).code).toBe('conflict');
  expect(team.refused('eve', {type: 'task.review', task: 'T-1', outcome: 'rejected', reasons: ' '}).code).toBe('invalid');
  team.ok('eve', {type: 'task.review', task: 'T-1', outcome: 'rejected', reasons: 'An empty list fails.'});
  expect(taskOf(team, 'T-1')).toMatchObject({state: 'accepted', owner: 'ada', learnt: 'An empty list fails.', reviewer: null});
  expect(Object.values(team.team.messages).at(-1)).toMatchObject({to: 'ada', body: expect.stringContaining('An empty list fails.')});
  done(team, 'ada', 'T-1');
  team.ok('eve', {type: 'task.review', task: 'T-1', outcome: 'approved', reasons: 'Read and run.'});
  expect(taskOf(team, 'T-1')).toMatchObject({state: 'done', result: {evidence: 'said by ada\napproved by eve: Read and run.'}});
});

test('a review waits for a reviewer who is not the owner, and goes to the next when one ends', () => {
  const team = team4();
  add(team, {reviewBy: 'reviewer'});
  take(team, 'eve');
  done(team, 'eve', 'T-1');
  settle(team);
  expect(taskOf(team, 'T-1')).toMatchObject({state: 'review', reviewer: null});
  add(team, {reviewBy: 'reviewer', to: 'ada'});
  done(team, 'ada', 'T-2');
  team.ok(human, {type: 'session.stop', session: 'eve'});
  team.exit('eve', 0);
  expect(taskOf(team, 'T-2')).toMatchObject({state: 'review', reviewer: null});
  team.start('eve');
  settle(team);
  expect(taskOf(team, 'T-2').reviewer).toBe('eve');
  expect(taskOf(team, 'T-1').reviewer).toBeNull();
});

test('a rejected task whose owner is gone goes to somebody else, with the reasons', () => {
  const team = team4();
  add(team, {reviewBy: 'reviewer', to: 'worker'});
  done(team, 'ada', 'T-1');
  team.ok(human, {type: 'session.stop', session: 'ada'});
  team.exit('ada', 0);
  team.ok('eve', {type: 'task.review', task: 'T-1', outcome: 'rejected', reasons: 'It leaks.'});
  settle(team);
  expect(taskOf(team, 'T-1')).toMatchObject({owner: 'bob', learnt: 'rejected by eve: It leaks.'});
});

test('a check comes before the review, and a failing one keeps the task from it', () => {
  const team = team4();
  add(team, {reviewBy: 'reviewer', acceptance: 'npm test', to: 'ada'});
  done(team, 'ada', 'T-1');
  expect(step(team, 'T-1')).toBe('checking');
  const checked = (passed: boolean) =>
    team.ok(harmony, {type: 'task.finish', task: 'T-1', outcome: 'done', summary: '', checked: {passed, evidence: 'exit'}});
  checked(false);
  expect(step(team, 'T-1')).toBe('assigned');
  done(team, 'ada', 'T-1');
  checked(true);
  expect(taskOf(team, 'T-1')).toMatchObject({state: 'review', reviewer: 'eve'});
});

test('an owner without a sign of life loses the task to another; after so many a person is asked', () => {
  const team = team4();
  add(team, {to: 'worker'});
  const silence = team.team.policy.taskSilence;
  expect(nextTimerAt(team.team)).toBe(team.now + silence);
  team.now += silence - 1;
  team.ok(harmony, {type: 'time.pass'});
  expect(taskOf(team, 'T-1').owner).toBe('ada');
  team.ok('ada', {type: 'heartbeat', action: 'thinking', source: 'session'});
  team.now += silence;
  team.ok(harmony, {type: 'time.pass'});
  expect(Object.values(team.team.messages).at(-1)).toMatchObject({to: 'ada', subject: 'T-1 was taken from you'});
  settle(team);
  expect(taskOf(team, 'T-1')).toMatchObject({owner: 'bob', attempts: 2, learnt: 'ada showed no sign of work for 60 minutes'});
  for (let attempt = 2; attempt <= 3; attempt++) {
    team.now += silence;
    team.ok(harmony, {type: 'time.pass'});
    settle(team);
  }
  expect(taskOf(team, 'T-1').state).toBe('failed');
  expect(Object.values(team.team.attention)).toMatchObject([{kind: 'blocked', key: 'task:T-1', state: 'open'}]);
});

test('whoever waits for a person, or is paused, is not silent', () => {
  const team = team4();
  add(team, {to: 'bob'});
  const incarnation = team.session('bob').incarnation;
  const waiting = {on: 'person', what: 'permission: Bash'} as const;
  team.ok(harmony, {type: 'session.observe', session: 'bob', incarnation, waiting, evidence: 'hook'});
  expect(nextTimerAt(team.team)).toBeNull();
  team.now += 10 * team.team.policy.taskSilence;
  team.ok(harmony, {type: 'time.pass'});
  expect(taskOf(team, 'T-1').owner).toBe('bob');
});

test('a failure on which others wait is put to a person; cancelled, nothing waits for it any more', () => {
  const team = team4();
  add(team, {to: 'ada'});
  add(team, {after: ['T-1']});
  team.ok('ada', {type: 'task.finish', task: 'T-1', outcome: 'failed', summary: 'No schema.'});
  expect(step(team, 'T-2')).toBe('blocked');
  expect(Object.values(team.team.attention)).toMatchObject([{key: 'task:T-1', detail: expect.stringContaining('T-2 waits for it')}]);
  expect(team.refused('bob', {type: 'task.cancel', task: 'T-1', reason: ''}).code).toBe('forbidden');
  team.ok(human, {type: 'task.cancel', task: 'T-1', reason: 'Not needed.'});
  expect(step(team, 'T-2')).toBe('ready');
  expect(Object.values(team.team.attention)[0]?.state).toBe('withdrawn');
  take(team, 'bob', 'T-2');
  team.ok(human, {type: 'task.cancel', task: 'T-2', reason: ''});
  expect(Object.values(team.team.messages).at(-1)).toMatchObject({to: 'bob', subject: 'T-2 was cancelled: Build it'});
  expect(team.refused('bob', {type: 'task.finish', task: 'T-2', outcome: 'done', summary: 'x'}).code).toBe('conflict');
});

test('a task of an older journal has the defaults of what it did not know', () => {
  const team = emptyTeam();
  const old = {id: 'T-1', title: 'Old', body: '', from: 'human', to: 'ada', owner: 'ada', state: 'accepted', acceptance: null};
  const more = {message: 'M-1', createdAt: 1, updatedAt: 1, attempts: 1, checking: null, learnt: null, result: null};
  const {taskAttempts: _, taskSilence: __, ...policy} = team.policy;
  const fold = (position: number, body: object) =>
    evolve(team, {position, at: 1, wall: 1, command: 'x', actor: 'human', body} as unknown as Event);
  fold(1, {type: 'task.created', task: {...old, ...more}});
  fold(2, {type: 'team.configured', name: 'x', policy});
  expect(team.tasks['T-1']).toMatchObject({state: 'accepted', after: [], priority: 'normal', reviewBy: null, tier: null});
  expect(team.policy).toEqual(emptyTeam().policy);
});

test('a rejected task whose owner is gone counts as lost: after too many a person is asked', () => {
  const team = TestTeam.of(spec('ada'), spec('eve', {role: 'reviewer'}));
  team.configure([spec('ada'), spec('eve', {role: 'reviewer'})], {taskAttempts: 1});
  team.ok(human, {type: 'task.add', title: 'Build', body: '', to: 'ada', reviewBy: 'reviewer'});
  team.ok('ada', {type: 'task.finish', task: 'T-1', outcome: 'done', summary: 'Built.'});
  team.ok(human, {type: 'session.stop', session: 'ada'});
  team.exit('ada');
  team.ok('eve', {type: 'task.review', task: 'T-1', outcome: 'rejected', reasons: 'It leaks.'});
  expect(team.team.tasks['T-1']).toMatchObject({state: 'failed', attempts: 1});
  expect(Object.values(team.team.attention)).toMatchObject([{key: 'task:T-1', state: 'open'}]);
});

test('a session that leaves the team leaves its tasks to others', () => {
  const team = TestTeam.of(spec('ada'), spec('eve', {role: 'reviewer'}));
  team.ok(human, {type: 'task.add', title: 'Build', body: '', to: 'worker'});
  team.ok(human, {type: 'session.stop', session: 'ada'});
  team.exit('ada');
  // Nobody else could do it: it waits for its owner to be started again.
  expect(team.team.tasks['T-1']?.owner).toBe('ada');
  team.configure([spec('bob'), spec('eve', {role: 'reviewer'})]);
  expect(team.team.tasks['T-1']).toMatchObject({state: 'open', owner: null, learnt: 'ada is not in the team any more'});
  team.start('bob');
  expect(team.effects.map(({type}) => type)).toContain('task.assignOpen');
});

test('what a failed task waited for is not forgotten: at another attempt it waits for it again', () => {
  const team = TestTeam.of(spec('ada'));
  const add = (more: object = {}): string => team.ok<{task: string}>(human, {type: 'task.add', title: 'x', body: '', ...more}).task;
  const needed = add();
  const first = add({after: [needed]});
  // A person may end it before its turn.
  for (const task of [needed, first]) team.ok(human, {type: 'task.finish', task, outcome: 'failed', summary: ''});
  for (let count = 0; count < 1_000; count++) team.ok(human, {type: 'task.cancel', task: add(), reason: ''});
  expect(Object.keys(team.team.tasks).length).toBeLessThan(1_000);
  expect(team.team.tasks[needed]?.state).toBe('failed');
});
