import {expect, test} from 'vitest';
import {boardWith, FakeTeam, refusal, sessionWith} from './fake-team.ts';
import {harmony} from './harmony.ts';

const SESSION = {HARMONY_SESSION: 'ada', HARMONY_TOKEN: 'secret'};

test.each([
  ['invalid', 2],
  ['not-found', 3],
  ['conflict', 4],
  ['needs-person', 5],
  ['forbidden', 1],
  ['stale', 1],
  ['full', 1],
] as const)('a refusal that is %s ends with exit %i, and says why and what to do', async (code, exitCode) => {
  await using team = await new FakeTeam().start();
  team.answer = () => refusal(code, {holder: 'bob'});
  const told = await harmony(team.folder.path, ['claim', 'a.ts'], {env: SESSION});
  expect(told).toMatchObject({exitCode, stdout: '', stderr: `harmony: It is ${code}.\nDo something else.\n`});
  const json = await harmony(team.folder.path, ['claim', 'a.ts', '--json'], {env: SESSION});
  expect(json).toMatchObject({exitCode, stderr: '', json: {error: {code, exitCode, details: {holder: 'bob'}}}});
});

test('the caller is the session of the environment, else the human', async () => {
  await using team = await new FakeTeam().start();
  await harmony(team.folder.path, ['heartbeat', '--action', 'testing'], {env: SESSION});
  await harmony(team.folder.path, ['heartbeat', '--action', 'testing']);
  expect(team.requests.filter(({method}) => method === 'hello').map(({params}) => params)).toEqual([
    {protocol: 1, session: 'ada', token: 'secret'},
    {protocol: 1},
  ]);
  expect(await harmony(team.folder.path, ['claim', 'a.ts'], {env: {HARMONY_SESSION: 'ada'}})).toMatchObject({exitCode: 2});
});

test('a command whose answer was lost is sent again, once, with the same id', async () => {
  await using team = await new FakeTeam().start();
  team.answer = () => (team.commands().length === 1 ? 'hang-up' : {result: {released: ['C-1']}});
  expect(await harmony(team.folder.path, ['release', '--all'], {env: SESSION})).toMatchObject({exitCode: 0, stdout: 'Released: C-1.\n'});
  const ids = team.commands().map(({params}) => params.id);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('an answer that is lost again and again is said, not tried for ever', async () => {
  await using team = await new FakeTeam().start();
  team.answer = () => 'hang-up';
  expect(await harmony(team.folder.path, ['release', '--all', '--json'])).toMatchObject({
    exitCode: 1,
    json: {error: {code: 'connection-lost', details: {command: expect.any(String)}}},
  });
  expect(team.commands()).toHaveLength(10);
  expect(new Set(team.commands().map(({params}) => params.id)).size).toBe(1);
});

test('without a team: exit 3 and how to start one', async () => {
  await using team = new FakeTeam();
  const told = await harmony(team.folder.path, ['status']);
  expect(told.exitCode).toBe(3);
  expect(told.stderr).toBe(`harmony: No team is running in ${team.folder.path}.\nStart it: harmony up\n`);
  expect((await harmony(team.folder.path, ['down', '--json'])).json.error.code).toBe('not-running');
});

test('the project is that of --project or --team, of the environment, or of the folder', async () => {
  await using team = await new FakeTeam().start();
  team.answer = () => ({result: boardWith({sessions: [sessionWith({})]})});
  const {path} = team.folder;
  team.folder.write('src/deep/file.ts', '');
  expect((await harmony(`${path}/src/deep`, ['status', '--names'])).stdout).toBe('ada\n');
  expect((await harmony('/', ['status', '--names', '--project', path], {env: {HOME: path}})).stdout).toBe('ada\n');
  expect((await harmony('/', ['--team', path, 'status', '--names'], {env: {HOME: path}})).stdout).toBe('ada\n');
  expect((await harmony('/', ['status', '--names'], {env: {HOME: path, HARMONY_PROJECT: path}})).stdout).toBe('ada\n');
  expect(await harmony('/', ['status', '--project', '/no/such/folder'], {env: {HOME: path}})).toMatchObject({exitCode: 3});
});

test('what sessions wrote cannot act on the terminal of whoever reads it', async () => {
  await using team = await new FakeTeam().start();
  const nasty = 'hello\u001b[2J\u001b]0;title\u0007 \u001b[31mred\u001b[0m\u0085\u202eabc';
  team.answer = () => ({
    result: {
      messages: [
        {
          id: 'M-1',
          from: 'bob',
          authority: 'peer',
          subject: nasty,
          body: nasty,
          priority: 'high',
          needsReply: true,
          replyTo: 'M-0',
          sentAt: 1,
          state: 'queued',
        },
      ],
    },
  });
  const told = await harmony(team.folder.path, ['inbox']);
  expect(told.stdout).toBe('M-1 from bob (peer, high, answers M-0, wants an answer): hello red abc\n  hello red\n  abc\n');
  expect((await harmony(team.folder.path, ['inbox', '--json'])).json.messages[0].body).toBe(nasty);
});
