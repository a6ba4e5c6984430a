import {expect, test} from 'vitest';
import {TestProject} from './project.ts';

test('a second session is told who holds the file', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const bob = await project.join('bob');
  const carol = await project.join('carol');
  const granted = await project.run(['claim', 'src/server.ts', '--why', 'routes', '--json'], {env: bob});
  expect(granted).toMatchObject({exitCode: 0, json: {claim: {holder: 'bob', fence: 1}}});
  const refused = await project.run(['claim', 'src/**', '--json'], {env: carol});
  expect(refused).toMatchObject({exitCode: 4, json: {error: {details: {conflict: {holder: 'bob', reason: 'routes'}}}}});
  expect((await project.run(['release', '--all'], {env: bob})).exitCode).toBe(0);
  expect((await project.run(['claim', 'src/**', '--json'], {env: carol})).json.claim.fence).toBeGreaterThan(1);
});

test('an old incarnation cannot speak any more', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const old = await project.join('bob');
  const fresh = await project.join('bob');
  expect((await project.run(['claim', 'a.ts'], {env: old})).exitCode).toBe(1);
  expect((await project.run(['claim', 'a.ts'], {env: fresh})).exitCode).toBe(0);
  expect((await project.run(['claim', 'b.ts'], {env: {...fresh, HARMONY_SESSION: 'ada'}})).exitCode).toBe(1);
});

test('a message is read in the inbox and answered, and its sender sees that', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const bob = await project.join('bob');
  const carol = await project.join('carol');
  const sent = await project.run(['send', 'carol', 'May I have src/db?', '--needs-reply', '--json'], {env: bob});
  expect(sent).toMatchObject({exitCode: 0, json: {message: 'M-1', recipients: ['carol']}});
  const inbox = await project.run(['inbox', '--take', '--json'], {env: carol});
  expect(inbox.json.messages).toMatchObject([{id: 'M-1', from: 'bob', authority: 'peer', body: 'May I have src/db?', needsReply: true}]);
  expect((await project.run(['send', 'bob', 'Yes, I am done there.', '--reply-to', 'M-1'], {env: carol})).exitCode).toBe(0);
  const message = (await project.board()).messages.find((candidate) => candidate.id === 'M-1');
  expect(message?.deliveries).toMatchObject([{recipient: 'carol', state: 'answered'}]);
});

test('who may delegate is checked, and a failing check keeps a task from being done', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const bob = await project.join('bob', '--role', 'worker');
  const refused = await project.run(['delegate', 'ada', 'do this'], {env: bob});
  expect(refused.exitCode).toBe(1);
  const given = await project.run(['delegate', 'bob', 'make the file', '--check', 'test -f made.txt', '--json']);
  expect(given).toMatchObject({exitCode: 0, json: {task: 'T-1', owner: 'bob'}});
  await project.run(['accept', 'T-1'], {env: bob});
  await project.run(['done', 'T-1', 'made it'], {env: bob});
  await project.until(async () => {
    const task = (await project.board()).tasks.find((candidate) => candidate.id === 'T-1');
    return (
      task?.state !== 'done' && (await project.board()).messages.some((message) => message.to === 'bob' && message.body.includes('exit 1'))
    );
  }, 'bob is told that the check failed');
  project.write('made.txt', '');
  await project.run(['done', 'T-1', 'made it now'], {env: bob});
  await project.until(
    async () => (await project.board()).tasks.find((candidate) => candidate.id === 'T-1')?.state === 'done',
    'the task is done',
  );
});
