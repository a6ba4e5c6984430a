import {expect, test} from 'vitest';
import {killAndWait, TestProject} from './project.ts';

test('an answer that does not come is asked for by a person; when it comes, that is cleared; and all of it can be traced', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const bob = await project.join('bob');
  const carol = await project.join('carol');
  const sent = await project.run(['send', 'carol', 'May I have src/db?', '--reply-within', '200ms', '--json'], {env: bob});
  expect(sent).toMatchObject({exitCode: 0, json: {message: 'M-1', recipients: ['carol'], superseded: []}});
  const asked = await project.until(
    async () => (await project.board()).attention.find(({kind}) => kind === 'delivery'),
    'a person is told that nobody answered',
  );
  expect(asked.title).toBe('No answer to M-1 from carol: May I have src/db?');
  expect((await project.run(['inbox', '--json'], {env: bob})).json.messages).toMatchObject([
    {from: 'harmony', subject: 'No answer yet to M-1: May I have src/db?'},
  ]);
  // What is known of it outlives the supervisor.
  await killAndWait(await project.supervisorPid());
  await project.up();
  expect((await project.run(['reply', 'M-1', 'Yes, I am done there.'], {env: carol})).exitCode).toBe(0);
  expect((await project.board()).attention).toEqual([]);
  const traced = (await project.ok('trace', 'M-1', '--json')).json;
  expect(traced.message).toMatchObject({id: 'M-1', deliveries: {carol: {state: 'answered'}}});
  expect(traced.lines.map(({what, recipient}: {what: string; recipient: string | null}) => [what, recipient])).toEqual([
    ['sent', null],
    ['queued', 'carol'],
    ['overdue', null],
    ['attention', null],
    ['answered', 'carol'],
    ['attention', null],
  ]);
  expect((await project.ok('trace', 'M-1')).stdout).toContain('A-1 withdrawn: answered by M-3');
  expect(await project.run(['trace', 'M-99'])).toMatchObject({exitCode: 3});
});

test('a newer order takes the place of one that was not given yet', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const bob = await project.join('bob');
  const carol = await project.join('carol');
  await project.run(['send', 'carol', 'Use port 4000.'], {env: bob});
  const newer = await project.run(['send', 'carol', 'Use port 5000.', '--supersede', 'M-1', '--json'], {env: bob});
  expect(newer).toMatchObject({exitCode: 0, json: {message: 'M-2', superseded: ['carol']}});
  expect((await project.run(['inbox', '--take', '--json'], {env: carol})).json.messages).toMatchObject([{id: 'M-2', replaces: 'M-1'}]);
  expect(await project.run(['send', 'carol', 'No.', '--supersede', 'M-1'], {env: bob})).toMatchObject({exitCode: 4});
  expect((await project.ok('trace', 'M-1', '--json')).json.lines.at(-1)).toMatchObject({
    what: 'superseded',
    recipient: 'carol',
    evidence: 'M-2',
  });
  expect((await project.run(['inbox', 'M-1'], {env: carol})).stdout).toContain('replaced by M-2');
  expect((await project.ok('board')).stdout).toContain('carol: superseded; replaced by M-2');
});

test('a body of a megabyte is refused, and what a terminal would take for something else is taken out', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const refused = await project.run(['send', 'ada', '-'], {stdin: 'pipe', input: 'x'.repeat(1_048_576)});
  expect(refused).toMatchObject({exitCode: 2, stderr: expect.stringContaining('longer than 65,536 characters')});
  await project.ok('send', 'ada', '\u001b[31mred\u001b[0m\u0007', '--subject', 'a\u202eb');
  expect((await project.board()).messages).toMatchObject([{subject: 'ab', body: 'red'}]);
});
