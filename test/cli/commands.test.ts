import {expect, test} from 'vitest';
import type {Attention} from '../../src/core/index.ts';
import {boardWith, FakeTeam, sessionWith} from './fake-team.ts';
import {harmony} from './harmony.ts';

/** What the command line makes of these arguments: the bodies of its commands. */
async function bodiesOf(args: readonly string[], input?: string, value: unknown = {}): Promise<unknown[]> {
  await using team = await new FakeTeam().start();
  team.folder.write('src/api/file.ts', '');
  team.answer = ({method}) => ({result: method === 'board' ? boardWith({sessions: [sessionWith({}), sessionWith({id: 'bob'})]}) : value});
  const told = await harmony(`${team.folder.path}/src`, args, input === undefined ? {} : {input});
  if (told.exitCode !== 0) throw new Error(told.stderr);
  return team.commands().map(({params}) => params.body);
}

const claim = {claim: {id: 'C-1', ttl: 1_000, fence: 1}, warnings: []};
const sent = {message: 'M-1', recipients: ['bob']};

test.each([
  [
    ['claim', 'api/**', '/../x'.slice(4), 'service:email', '--for', '2h', '--why', 'routes'],
    claim,
    {type: 'claim', resources: ['src/api/**', 'src/x', 'service:email'], mode: 'exclusive', reason: 'routes', ttl: 7_200_000},
  ],
  [['claim', '../docs', '.', '--shared'], claim, {type: 'claim', resources: ['docs', 'src'], mode: 'shared', reason: ''}],
  [
    ['claim', 'a', '--wait', '--timeout', '30s', '--fence', '7', '--everything'],
    claim,
    {type: 'claim', resources: ['src/a'], mode: 'exclusive', reason: '', everything: true, fence: 7, wait: 30_000},
  ],
  [['claim', 'a', '--wait'], claim, {type: 'claim', resources: ['src/a'], mode: 'exclusive', reason: '', wait: 600_000}],
  [['claim', '--give-to', 'bob', 'C-1', 'a'], {given: []}, {type: 'claim.give', to: 'bob', claims: ['C-1'], resources: ['src/a']}],
  [['claim', '--check', '7', 'a'], claim, {type: 'claim.check', fence: 7, resources: ['src/a']}],
  [['release', 'C-3', 'api'], {released: []}, {type: 'release', claims: ['C-3'], resources: ['src/api']}],
  [['release', '--all', '--force'], {released: []}, {type: 'release', all: true, force: true}],
  [
    ['heartbeat', '--action', 'testing', '--progress', '80%', '--next', 'review'],
    {},
    {type: 'heartbeat', action: 'testing', progress: 0.8, next: 'review', source: 'session'},
  ],
  [
    ['send', 'bob', 'Please\nlook', '--priority', 'urgent', '--needs-reply'],
    sent,
    {type: 'message.send', to: 'bob', subject: 'Please look', body: 'Please\nlook', priority: 'urgent', needsReply: true},
  ],
  [
    ['delegate', 'tester', 'Test it', '--body', 'All of it', '--check', 'npm test'],
    {task: 'T-1', owner: 'bob', message: 'M-1'},
    {type: 'task.delegate', to: 'tester', title: 'Test it', body: 'All of it', acceptance: 'npm test'},
  ],
  [['accept', 'T-1'], {}, {type: 'task.accept', task: 'T-1'}],
  [['done', 'T-1', 'It works'], {}, {type: 'task.finish', task: 'T-1', outcome: 'done', summary: 'It works'}],
  [['done', 'T-1', '--failed'], {}, {type: 'task.finish', task: 'T-1', outcome: 'failed', summary: ''}],
  [['pause', 'bob'], {}, {type: 'session.pause', session: 'bob'}],
] as const)('harmony %j', async (args, value, body) => {
  expect(await bodiesOf(args, undefined, value)).toEqual([body]);
});

test('--all is every session of the configuration', async () => {
  expect(await bodiesOf(['stop', '--all'])).toEqual([
    {type: 'session.stop', session: 'ada'},
    {type: 'session.stop', session: 'bob'},
  ]);
});

test('- reads the text from standard input', async () => {
  expect(await bodiesOf(['send', 'bob', '-', '--subject', 'Diff'], 'a\nb\n', sent)).toMatchObject([{subject: 'Diff', body: 'a\nb'}]);
});

test.each([
  [['reply', 'M-7', 'Yes'], {message: 'M-7', body: 'Yes'}],
  [['reply', 'M-7', 'Yes?', '--reply-within', '10m'], {message: 'M-7', body: 'Yes?', replyWithin: 600_000}],
] as const)('harmony %j: to whoever wrote, which the team knows', async (args, body) => {
  expect(await bodiesOf(args, undefined, sent)).toEqual([{type: 'message.reply', ...body}]);
});

test('a message that takes the place of another says who never gets the older one', async () => {
  await using team = await new FakeTeam().start();
  team.answer = () => ({result: {...sent, superseded: ['bob']}});
  const told = await harmony(team.folder.path, ['send', 'bob', 'No, wait.', '--supersede', 'M-4', '--reply-within', '30s']);
  expect(told).toMatchObject({exitCode: 0, stdout: 'M-1 to bob. Never given M-4: bob.\n'});
  expect(team.commands()[0]?.params.body).toMatchObject({supersede: 'M-4', replyWithin: 30_000});
});

const attention = (part: Partial<Attention>): Attention => ({
  id: 'A-1',
  kind: 'permission',
  session: 'ada',
  title: 'Bash rm -r build',
  detail: '',
  choices: [
    {id: 'allow', label: 'Allow once'},
    {id: 'allow-always', label: 'Allow, always'},
    {id: 'deny', label: 'Deny'},
  ],
  key: 'k',
  raisedAt: 0,
  state: 'open',
  answer: null,
  ...part,
});

const question = attention({
  id: 'A-2',
  kind: 'question',
  session: 'bob',
  choices: [
    {id: 'sqlite', label: 'sqlite'},
    {id: 'postgres', label: 'postgres'},
  ],
});

test.each([
  [['approve', 'ada'], {attention: 'A-1', choice: 'allow'}],
  [['approve', 'A-1', '--choice', 'allow-always'], {attention: 'A-1', choice: 'allow-always'}],
  [['deny', 'A-1', '--text', 'not here'], {attention: 'A-1', choice: 'deny', text: 'not here'}],
  [['approve', 'bob', '--choice', 'sqlite'], {attention: 'A-2', choice: 'sqlite'}],
  [['approve', 'bob', '--text', 'neither'], {attention: 'A-2', choice: '', text: 'neither'}],
  // Who decides says what became of it.
  [['approve', 'A-9'], {attention: 'A-9', choice: ''}],
] as const)('harmony %j answers', async (args, body) => {
  await using team = await new FakeTeam().start();
  team.answer = ({method}) => ({result: method === 'board' ? boardWith({attention: [attention({}), question]}) : body});
  expect(await harmony(team.folder.path, args)).toMatchObject({exitCode: 0, stdout: `${body.attention}: ${body.choice}.\n`});
  expect(team.commands()[0]?.params.body).toEqual({type: 'attention.answer', ...body});
});

test.each([
  ['which one, with several', ['approve'], [attention({}), question], 2],
  ['with no question at all', ['approve'], [], 3],
  ['a question without a choice', ['approve'], [question], 2],
  ['what only the pane can answer', ['approve'], [attention({kind: 'trust', choices: []})], 5],
] as const)('nothing is answered: %s', async (_, args, open, exitCode) => {
  await using team = await new FakeTeam().start();
  team.answer = () => ({result: boardWith({attention: open})});
  const told = await harmony(team.folder.path, args);
  expect(told.exitCode).toBe(exitCode);
  expect(told.stderr).not.toBe('');
  expect(team.commands()).toEqual([]);
});

test.each([
  [['claim']],
  [['claim', 'a', '--for', 'soon']],
  [['claim', '']],
  [['claim', '/etc/passwd']],
  [['claim', '../../outside']],
  [['release']],
  [['release', 'a', '--all']],
  [['heartbeat']],
  [['heartbeat', '--action', 'x', '--progress', '1.5']],
  [['send', 'bob']],
  [['send', 'bob', ' ']],
  [['send', 'bob', 'x', '--priority', 'huge']],
  [['wait', 'ada']],
  [['wait', 'ada', '--until', 'lunch']],
  [['screen', 'ada', '--history', '-1']],
  [['screen', 'ada', '--text', '--ansi']],
  [['join']],
  [['join', '--name', 'x', '--pid', '1.5']],
  [['pause']],
  [['logs', '--lines', 'many']],
  [['log', '--lines', 'many']],
  [['log', '--since', 'yesterday']],
  [['replay']],
  [['replay', '--at', '25:00']],
  [['completion', 'tcsh']],
  [['status', 'ada', 'bob']],
  [['attach']],
  [['frobnicate']],
  [['status', '--frobnicate']],
] as const)('harmony %j is wrong: exit 2, and nothing is asked of the team', async (args) => {
  await using team = await new FakeTeam().start();
  const told = await harmony(team.folder.path, args);
  expect(told).toMatchObject({exitCode: 2, stdout: ''});
  expect(told.stderr).toMatch(/^harmony: .+\n.*\n$/);
  expect(team.requests.filter(({method}) => method !== 'hello')).toEqual([]);
  expect((await harmony(team.folder.path, [...args, '--json'])).json).toMatchObject({error: {code: 'usage', exitCode: 2}});
});

test('a megabyte of text is refused before it is sent', async () => {
  await using team = await new FakeTeam().start();
  const told = await harmony(team.folder.path, ['send', 'bob', '-'], {input: 'x'.repeat(1_048_576)});
  expect(told).toMatchObject({exitCode: 2, stderr: expect.stringContaining('65,536')});
  expect(team.requests).toEqual([]);
});

test('join --export is for a shell, whatever the values hold', async () => {
  await using team = await new FakeTeam().start();
  team.answer = () => ({result: {session: 'ada', incarnation: 1, environment: {HARMONY_SESSION: 'ada', HARMONY_PROJECT: "/it's/here"}}});
  const told = await harmony(team.folder.path, ['join', '--name', 'ada', '--role', 'backend', '--pid', '17', '--export']);
  expect(told.stdout).toBe(`export HARMONY_SESSION='ada'\nexport HARMONY_PROJECT='/it'\\''s/here'\n`);
  expect(team.requests.at(-1)?.params).toEqual({name: 'ada', role: 'backend', pid: 17});
});

test('wait says whether it was reached: exit 1 when not', async () => {
  await using team = await new FakeTeam().start();
  team.answer = ({params}) => ({result: {reached: params.timeout === null, state: 'working'}});
  expect(await harmony(team.folder.path, ['wait', 'ada', '--until', 'working'])).toMatchObject({exitCode: 0, stdout: 'ada is working.\n'});
  const late = await harmony(team.folder.path, ['wait', 'ada', '--until', 'idle', '--timeout', '1s', '--json']);
  expect(late).toMatchObject({exitCode: 1, json: {session: 'ada', until: 'idle', reached: false, state: 'working'}});
});

test('screen prints what is there, as text, with colours, or as JSON', async () => {
  await using team = await new FakeTeam().start();
  team.answer = ({params}) => ({
    result: {content: params.format === 'json' ? '{"lines":["hi"]}' : params.format === 'ansi' ? '\u001b[31mhi\u001b[0m\n' : 'hi\n\n\n'},
  });
  expect((await harmony(team.folder.path, ['screen', 'ada'])).stdout).toBe('hi\n');
  expect((await harmony(team.folder.path, ['screen', 'ada', '--ansi', '--history', '5'])).stdout).toBe('\u001b[31mhi\u001b[0m\n');
  expect(team.requests.at(-1)?.params).toEqual({session: 'ada', format: 'ansi', history: 5});
  expect((await harmony(team.folder.path, ['screen', 'ada', '--json'])).json).toEqual({lines: ['hi']});
});

test.each([
  ['a', '--timeout', '5m'],
  ['a', '--wait', '--timeout', 'soon'],
  ['a', '--fence', 'seven'],
  ['a', '--check', '7', '--give-to', 'bob'],
  ['a', '--check', '7', '--shared'],
  ['a', '--give-to', 'bob', '--why', 'x'],
  ['--wait'],
])('harmony claim %s is wrong, whoever runs', async (...args) => {
  await using team = await new FakeTeam().start();
  expect(await harmony(team.folder.path, ['claim', ...args])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('harmony claim --help'),
  });
  expect(team.commands()).toEqual([]);
});
