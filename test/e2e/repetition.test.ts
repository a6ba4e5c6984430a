import {expect, test} from 'vitest';
import {TestProject} from './project.ts';

const MEMBERS = [{name: 'ada', run: 'exec cat'}];

/** A team of one rule, and bob, who says what he does from a shell. */
async function teamWith(
  action: string,
): Promise<{project: TestProject; bob: Record<string, string>; says(...words: string[]): Promise<void>}> {
  const project = new TestProject(MEMBERS, {repetition: {action, after: 3}});
  await project.up();
  const bob = await project.join('bob');
  return {
    project,
    bob,
    async says(...words) {
      for (const word of words) await project.run(['heartbeat', '--action', word, '--target', 'src/api'], {env: bob});
    },
  };
}

test('shown: who does the same again and again is marked, until it does something else', async () => {
  const {project, says} = await teamWith('show');
  await using _ = project;
  await says('testing', 'testing');
  expect((await project.session('bob')).repetition).toBeNull();
  await says('testing');
  const marked = await project.until(async () => (await project.session('bob')).repetition, 'bob is marked');
  expect(marked).toMatchObject({kind: 'call', times: 3, what: 'testing src/api'});
  expect((await project.ok('status')).stdout).toMatch(/bob .*repeats itself: testing src\/api: 3 times/);
  expect((await project.ok('board')).stdout).toContain('repeats itself: testing src/api');
  expect((await project.ok('explain', 'bob')).stdout).toContain('tool and arguments were the same');
  await says('reading');
  await project.until(async () => (await project.session('bob')).repetition === null, 'the mark is gone');
  expect((await project.board()).messages).toEqual([]);
});

test('told: one message in an episode, by the inbox as any other', async () => {
  const {project, bob, says} = await teamWith('tell');
  await using _ = project;
  const inbox = async () => (await project.run(['inbox', '--json'], {env: bob})).json.messages as {from: string; body: string}[];
  await says('testing', 'testing', 'testing');
  const [told] = await project.until(async () => {
    const messages = await inbox();
    return messages.length > 0 && messages;
  }, 'bob is told');
  expect(told).toMatchObject({from: 'harmony', body: expect.stringContaining('testing src/api: 3 times')});
  await says('testing', 'testing', 'testing');
  expect(await inbox()).toHaveLength(1);
  await says('reading', 'testing', 'reading', 'testing', 'reading', 'testing');
  await project.until(async () => (await inbox()).length === 2, 'he is told of the next episode');
});

test('paused: it waits for a person, who is told why, also over the end of the supervisor', async () => {
  const {project, bob, says} = await teamWith('pause');
  await using _ = project;
  // His words to a teammate are looked at as well.
  for (let count = 0; count < 3; count++) await project.run(['send', 'ada', 'Is it done?'], {env: bob});
  const waiting = await project.until(
    async () => (await project.board()).attention.find(({kind}) => kind === 'repetition'),
    'a person is asked',
  );
  expect(waiting).toMatchObject({session: 'bob', detail: expect.stringContaining('to ada: Is it done?: 3 times')});
  expect((await project.session('bob')).state).toBe('paused');
  process.kill(await project.supervisorPid(), 'SIGKILL');
  await project.up();
  expect(await project.session('bob')).toMatchObject({state: 'paused', repetition: {kind: 'text'}});
  await project.ok('resume', 'bob');
  expect((await project.board()).attention).toEqual([]);
  expect(await project.session('bob')).toMatchObject({state: 'idle', repetition: null});
  await says('testing', 'testing');
  expect((await project.session('bob')).state).toBe('idle');
  await says('testing');
  await project.until(async () => (await project.session('bob')).state === 'paused', 'the next episode pauses him again');
});
