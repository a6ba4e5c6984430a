import {expect, test} from 'vitest';
import {stateOf} from '../../../src/core/health/session-state.ts';
import {outstanding} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const solo = (): TestTeam => TestTeam.of(spec('ada'), spec('bob'));
const stateIn = (team: TestTeam, id = 'ada') => stateOf(team.session(id));

test('a session is registered, started, observed and exited, each with its evidence', () => {
  const team = new TestTeam();
  team.configure([spec('ada')]);
  expect([stateIn(team), team.session('ada').incarnation]).toEqual(['stopped', 0]);
  team.ok(human, {type: 'session.start', session: 'ada'});
  expect(stateIn(team)).toBe('starting');
  expect(team.effects).toEqual([{type: 'session.start', session: 'ada', after: 0, incarnation: 0}]);
  const process = {pid: 42, startTime: '7'};
  expect(team.ok(harmony, {type: 'session.started', session: 'ada', process, conversation: 'c1'})).toEqual({incarnation: 1});
  // It runs, but what it does nobody has seen yet.
  expect([stateIn(team), team.session('ada')]).toMatchObject([
    'starting',
    {life: 'running', activity: 'unknown', process, conversation: 'c1'},
  ]);
  team.ok(harmony, {type: 'session.observe', session: 'ada', incarnation: 1, activity: 'working', evidence: 'hook PreToolUse'});
  expect([stateIn(team), team.session('ada').evidence]).toEqual(['working', 'hook PreToolUse']);
  team.now += 5_000;
  team.ok(harmony, {
    type: 'session.observe',
    session: 'ada',
    incarnation: 1,
    waiting: {on: 'person', what: 'permission'},
    evidence: 'screen',
  });
  expect([stateIn(team), team.session('ada').since]).toEqual(['waiting', team.now]);
  // It still works underneath, but that is not what is shown.
  expect(team.session('ada').activity).toBe('working');
  team.ok(human, {type: 'session.stop', session: 'ada'});
  expect(team.effects).toEqual([{type: 'session.stop', session: 'ada', incarnation: 1}]);
  team.exit('ada', 0);
  expect(stateIn(team)).toBe('stopped');
  expect(team.session('ada')).toMatchObject({process: null, waiting: null, conversation: 'c1', exits: [{code: 0, expected: true}]});
});

test('only a change is an event, and an observation of an older incarnation is refused', () => {
  const team = solo();
  const seen = {type: 'session.observe', session: 'ada', incarnation: 1, activity: 'idle', waiting: null, evidence: 'hook Stop'} as const;
  expect(team.run(harmony, seen).events).toHaveLength(1);
  expect(team.run(harmony, {...seen, evidence: 'screen'}).events).toEqual([]);
  expect(team.run(harmony, {...seen, conversation: 'c2'}).events).toHaveLength(1);
  team.exit('ada');
  team.start('ada');
  expect(team.refused(harmony, seen).code).toBe('stale');
});

test('an exit that nobody asked for leads to a start, each later than the one before, and then to a person', () => {
  const team = solo();
  const {restartDelay, restartLimit} = team.team.policy;
  const delays: number[] = [];
  for (let exit = 1; exit <= restartLimit; exit++) {
    team.exit('ada', 7);
    const [start] = team.effects.filter((effect) => effect.type === 'session.start');
    expect(start).toMatchObject({incarnation: exit});
    delays.push(start?.after ?? 0);
    expect(stateIn(team)).toBe('starting');
    team.ok(harmony, {type: 'session.started', session: 'ada', process: {pid: 1, startTime: '1'}, conversation: null});
  }
  for (const [index, delay] of delays.entries()) {
    expect(delay).toBeGreaterThanOrEqual(restartDelay * 2 ** index);
    expect(delay).toBeLessThanOrEqual(restartDelay * 2 ** index * 1.25);
  }
  team.exit('ada', 7);
  expect(stateIn(team)).toBe('failed');
  const [dead] = Object.values(team.team.attention);
  expect(dead).toMatchObject({kind: 'dead', session: 'ada', state: 'open', raisedAt: team.now, detail: expect.stringContaining('exit 7')});
  expect(team.effects).toEqual([{type: 'notify', attention: dead?.id}]);
  team.ok(human, {type: 'attention.answer', attention: 'ada', choice: 'restart'});
  expect(stateIn(team)).toBe('starting');
  // What was before is forgiven.
  team.ok(harmony, {type: 'session.started', session: 'ada', process: {pid: 1, startTime: '1'}, conversation: null});
  team.exit('ada', 7);
  expect(stateIn(team)).toBe('starting');
});

test('exits that lie longer ago than the window do not count', () => {
  const team = solo();
  for (let exit = 0; exit < 10; exit++) {
    team.exit('ada');
    team.start('ada');
    team.now += team.team.policy.restartWindow + 1;
  }
  expect(team.session('ada').life).toBe('running');
});

test('a limit above the usual number of remembered exits is reached, too', () => {
  const team = solo();
  team.configure([spec('ada'), spec('bob')], {restartLimit: 20});
  for (let exit = 0; exit < 20; exit++) {
    team.exit('ada');
    team.ok(harmony, {type: 'session.started', session: 'ada', process: {pid: 1, startTime: '1'}, conversation: null});
  }
  team.exit('ada');
  expect(stateIn(team)).toBe('failed');
});

test('a start that fails counts as an exit, once', () => {
  const team = solo();
  team.ok(human, {type: 'session.stop', session: 'bob'});
  team.exit('bob');
  team.ok(human, {type: 'session.start', session: 'bob'});
  const failed = {type: 'session.startFailed', session: 'bob', reason: 'There is no program "claude".'} as const;
  for (let attempt = 0; attempt <= team.team.policy.restartLimit; attempt++) team.ok(harmony, failed);
  expect(team.session('bob')).toMatchObject({life: 'failed', evidence: failed.reason});
  expect(team.run(harmony, failed).events).toEqual([]);
});

test('what a session held ends with it, also when it will be started again: claims, questions, offers', () => {
  const team = solo();
  const claim = team.claim('ada', 'src');
  team.edit('ada', 'a.ts');
  const question = {
    type: 'attention.raise',
    kind: 'permission',
    session: 'ada',
    key: 'ada:1',
    title: 'Bash?',
    detail: '',
    choices: [],
  } as const;
  const {attention} = team.ok<{attention: string}>(harmony, question);
  const message = team.send('bob', 'ada', 'hello');
  team.ok(harmony, {type: 'message.delivered', messages: [message], recipient: 'ada', state: 'offered', evidence: 'hook Stop'});
  team.exit('ada');
  expect(team.team.claims).toEqual({});
  expect(team.events.find(({body}) => body.type === 'claim.ended')?.body).toEqual({
    type: 'claim.ended',
    claim: claim.id,
    how: 'session-ended',
    by: 'ada',
  });
  expect(team.team.attention[attention]?.state).toBe('withdrawn');
  expect(team.team.messages[message]?.deliveries.ada).toMatchObject({
    state: 'queued',
    steps: [{state: 'queued'}, {state: 'offered'}, {state: 'queued', evidence: expect.stringContaining('ended')}],
  });
  team.start('ada');
  expect(team.effects).toEqual([{type: 'deliver', session: 'ada'}]);
});

test('stop and restart: what follows the exit is what was asked for last', () => {
  const team = solo();
  team.ok(human, {type: 'session.restart', session: 'ada'});
  team.exit('ada', 0);
  expect(team.effects).toEqual([{type: 'session.start', session: 'ada', after: 0, incarnation: 1}]);
  team.start('ada');
  team.ok(human, {type: 'session.restart', session: 'ada'});
  team.ok(human, {type: 'session.stop', session: 'ada'});
  team.exit('ada', 0);
  expect(stateIn(team)).toBe('stopped');
  team.start('ada');
  team.ok(human, {type: 'session.stop', session: 'ada'});
  team.ok(human, {type: 'session.start', session: 'ada'});
  team.exit('ada', 0);
  expect(stateIn(team)).toBe('starting');
  expect(team.session('ada').exits.every(({expected}) => expected)).toBe(true);
});

test('a session that was stopped while it was being started is ended when its process turns up', () => {
  const team = new TestTeam();
  team.configure([spec('ada')]);
  team.ok(human, {type: 'session.start', session: 'ada'});
  team.ok(human, {type: 'session.stop', session: 'ada'});
  expect([stateIn(team), team.effects]).toEqual(['stopped', []]);
  team.ok(harmony, {type: 'session.started', session: 'ada', process: {pid: 1, startTime: '1'}, conversation: null});
  expect(team.effects).toEqual([{type: 'session.stop', session: 'ada', incarnation: 1}]);
  team.exit('ada', null);
  expect(stateIn(team)).toBe('stopped');
});

test('whoever asks for the start of a session that waits for its next try need not wait', () => {
  const team = solo();
  team.exit('ada');
  team.ok(human, {type: 'session.start', session: 'ada'});
  expect(team.effects).toEqual([{type: 'session.start', session: 'ada', after: 0, incarnation: 1}]);
});

test('a second report of the same exit changes nothing', () => {
  const team = solo();
  const exited = {type: 'session.exited', session: 'ada', incarnation: 1, code: 1, signal: null} as const;
  team.ok(harmony, exited);
  expect(team.run(harmony, exited).events).toEqual([]);
  team.start('ada');
  expect(team.run(harmony, exited).events).toEqual([]);
  expect(team.session('ada').life).toBe('running');
});

test('the start of a dead session withdraws the question about it', () => {
  const team = solo();
  for (let exit = 0; exit <= team.team.policy.restartLimit; exit++) {
    team.exit('ada');
    if (team.session('ada').life === 'starting') team.start('ada');
  }
  team.ok(harmony, {type: 'session.start', session: 'ada'});
  expect(Object.values(team.team.attention).map(({state}) => state)).toEqual(['withdrawn']);
});

test('the configuration registers, changes and removes sessions; running and joined ones stay', () => {
  const team = solo();
  team.ok(human, {type: 'session.join', spec: spec('guest', {origin: 'joined'}), process: null});
  team.ok(human, {type: 'session.stop', session: 'bob'});
  team.exit('bob');
  team.configure([spec('eve', {tier: 1}), spec('guest')]);
  expect(Object.values(team.team.sessions).map(({id, origin}) => [id, origin])).toEqual([
    ['ada', 'config'],
    ['guest', 'joined'],
    ['eve', 'config'],
  ]);
  const before = team.events.length;
  team.configure([spec('eve', {tier: 1}), spec('guest')]);
  expect(team.typesFrom(before)).toEqual([]);
  team.configure([spec('eve', {tier: 3}), spec('guest')]);
  expect([team.typesFrom(before), team.session('eve').tier]).toEqual([['session.registered'], 3]);
});

test('pause and resume', () => {
  const team = solo();
  team.ok(human, {type: 'session.pause', session: 'ada'});
  expect(stateIn(team)).toBe('paused');
  const before = team.events.length;
  team.ok(human, {type: 'session.pause', session: 'ada'});
  expect(team.typesFrom(before)).toEqual([]);
  team.send('bob', 'ada', 'hello');
  team.ok(human, {type: 'session.resume', session: 'ada'});
  expect(team.effects).toEqual([{type: 'deliver', session: 'ada'}]);
});

test('a session may not do what is for people and for Harmony itself', () => {
  const team = solo();
  for (const type of ['session.start', 'session.stop', 'session.restart', 'session.pause', 'session.resume'] as const) {
    expect([type, team.refused('ada', {type, session: 'bob'}).code]).toEqual([type, 'forbidden']);
  }
  const internal = [
    {type: 'team.configure', name: 'x', policy: team.team.policy, sessions: []},
    {type: 'session.join', spec: spec('eve'), process: null},
    {type: 'session.started', session: 'bob', process: {pid: 1, startTime: '1'}, conversation: null},
    {type: 'session.startFailed', session: 'bob', reason: ''},
    {type: 'session.exited', session: 'bob', incarnation: 1, code: 0, signal: null},
    {type: 'session.observe', session: 'bob', incarnation: 1, activity: 'idle', evidence: ''},
    {type: 'message.delivered', messages: [], recipient: 'bob', state: 'seen', evidence: ''},
    {type: 'attention.raise', kind: 'notice', session: null, key: 'k', title: '', detail: '', choices: []},
    {type: 'attention.withdraw', key: 'k', reason: ''},
    {type: 'attention.answer', attention: 'A-1', choice: 'x'},
  ] as const;
  for (const body of internal) expect([body.type, team.refused('ada', body).code]).toEqual([body.type, 'forbidden']);
});

test('a name that is not there: which ones are, and the one that was probably meant', () => {
  expect(solo().refused(human, {type: 'session.stop', session: 'aba'})).toEqual({
    code: 'not-found',
    message: 'There is no session "aba".',
    remedy: 'Did you mean "ada"? Known: ada, bob.',
    details: {sessions: ['ada', 'bob']},
  });
});

test('a supervisor that begins anew finds out what is still to be done', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'), spec('eve'));
  team.exit('ada');
  team.ok(human, {type: 'session.stop', session: 'bob'});
  team.send('bob', 'eve', 'hello');
  const task = team.ok<{task: string}>(human, {type: 'task.delegate', to: 'eve', title: 'x', body: '', acceptance: 'true'}).task;
  team.ok('eve', {type: 'task.finish', task, outcome: 'done', summary: 'did it'});
  expect(outstanding(team.team)).toEqual([
    {type: 'session.start', session: 'ada', after: 0, incarnation: 1},
    {type: 'session.stop', session: 'bob', incarnation: 1},
    {type: 'deliver', session: 'eve'},
    {type: 'task.check', task},
  ]);
});
