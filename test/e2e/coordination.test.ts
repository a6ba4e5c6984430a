import {symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import {expect, test} from 'vitest';
import {killAndWait, TestProject} from './project.ts';

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

test('who waits in the line has it when it is free, in the order of coming, and whoever interrupts the call gives its place up', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const [bob, carol, dan, eve] = [
    await project.join('bob'),
    await project.join('carol'),
    await project.join('dan'),
    await project.join('eve'),
  ];
  await project.run(['claim', 'src/a.ts'], {env: bob});
  const stop = new AbortController();
  const waits = async (count: number) => project.until(async () => (await project.board()).waits.length === count, `${count} wait`);
  const carols = project.run(['claim', 'src/**', '--wait', '--json'], {env: carol});
  await waits(1);
  const dans = project.run(['claim', 'src/b.ts', '--wait'], {env: dan, cancelSignal: stop.signal});
  await waits(2);
  const eves = project.run(['claim', 'src/b.ts', '--wait', '--timeout', '1m', '--json'], {env: eve});
  await waits(3);
  expect(await project.session('carol')).toMatchObject({state: 'waiting', detail: 'waits for bob: src/**'});
  expect((await project.board()).waits).toMatchObject([{behind: ['bob']}, {behind: ['carol']}, {behind: ['carol', 'dan']}]);
  expect((await project.run(['claims'])).stdout).toMatch(/W-1 +carol +waits for bob +gives up in 10 min +src/);
  stop.abort();
  await dans;
  await waits(2);
  await project.run(['release', '--all'], {env: bob});
  expect(await carols).toMatchObject({exitCode: 0, json: {claim: {holder: 'carol', id: 'C-2'}, wait: 'W-1'}});
  await project.run(['release', '--all'], {env: carol});
  expect(await eves).toMatchObject({exitCode: 0, json: {claim: {holder: 'eve'}}});
});

test('a wait in the line outlives the supervisor, ends in time, and is refused where it would never end', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const [bob, carol] = [await project.join('bob'), await project.join('carol')];
  await project.run(['claim', 'a.ts'], {env: bob});
  await project.run(['claim', 'c.ts'], {env: carol});
  const late = await project.run(['claim', 'a.ts', '--wait', '--timeout', '1s', '--json'], {env: carol});
  expect(late).toMatchObject({exitCode: 4, json: {error: {details: {wait: 'W-1', how: 'timed-out'}}}});
  const waiting = project.run(['claim', 'a.ts', '--wait', '--json'], {env: carol});
  await project.until(async () => (await project.board()).waits.length === 1, 'carol waits');
  const circle = await project.run(['claim', 'c.ts', '--wait', '--json'], {env: bob});
  expect(circle).toMatchObject({exitCode: 4, json: {error: {details: {deadlock: [{session: 'bob'}, {session: 'carol'}]}}}});
  await killAndWait(await project.supervisorPid());
  await project.up();
  expect((await project.board()).waits).toMatchObject([{session: 'carol', behind: ['bob']}]);
  await project.run(['release', '--all'], {env: bob});
  expect(await waiting).toMatchObject({exitCode: 0, json: {claim: {holder: 'carol'}}});
});

test('a claim is handed over, and its new holder is told', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const [bob, carol] = [await project.join('bob'), await project.join('carol')];
  await project.run(['claim', 'src/api'], {env: bob});
  const given = await project.run(['claim', '--give-to', 'carol', 'src/api', '--json'], {env: bob});
  expect(given).toMatchObject({exitCode: 0, json: {given: [{from: 'C-1', claim: {id: 'C-2', holder: 'carol', fence: 2}}]}});
  expect((await project.run(['inbox', '--json'], {env: carol})).json.messages).toMatchObject([{subject: 'C-2 is yours now: src/api'}]);
  expect((await project.run(['claim', '--give-to', 'bob', 'src/api'], {env: bob})).exitCode).toBe(1);
  expect((await project.run(['claim', '--give-to', 'bob', 'C-2'])).stdout).toContain('C-2 is C-3 of bob now (fence 3).');
  expect((await project.run(['claim', '--give-to', 'bob', 'C-3', '--wait'])).exitCode).toBe(2);
  // Whoever guards the thing itself is told which fence is good, and an old one renews nothing.
  expect((await project.run(['claim', '--check', '3', 'src/api/a.ts'])).stdout).toContain('Fence 3 is good: bob holds it (C-3).');
  expect(await project.run(['claim', '--check', '2', 'src/api'])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('with fence 3'),
  });
  expect((await project.run(['claim', '--fence', '2', 'src/api'], {env: carol})).exitCode).toBe(1);
  expect((await project.run(['claim', '--fence', '3', 'src/api'], {env: bob})).exitCode).toBe(0);
});

test('a file is one file by whatever name, and all files are claimed only by one who means it', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  project.write('src/a.ts', '');
  symlinkSync('src', join(project.folder, 'link'));
  symlinkSync('src/later.ts', join(project.folder, 'dangling'));
  symlinkSync(project.folder, join(project.home, 'elsewhere'));
  await project.up();
  const [bob, carol] = [await project.join('bob'), await project.join('carol')];
  await project.run(['claim', 'link/a.ts', 'src/later.ts'], {env: bob});
  for (const name of ['src/a.ts', 'dangling', 'link/**', 'src/?.ts', `${project.home}/elsewhere/src/a.ts`])
    expect([name, (await project.run(['claim', name], {env: carol})).exitCode]).toEqual([name, 4]);
  expect((await project.run(['claim', '.'], {env: bob})).exitCode).toBe(2);
  expect((await project.run(['release', 'link/a.ts', 'dangling'], {env: bob})).stdout).toContain('Released: C-1.');
  expect((await project.run(['claim', '.', '--everything'], {env: carol})).exitCode).toBe(0);
});

test('a session that joined with a process loses its claims when the process ends', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const process = execa('sleep', ['600'], {reject: false});
  const bob = await project.join('bob', '--pid', String(process.pid));
  const carol = await project.join('carol');
  await project.run(['claim', 'src'], {env: bob});
  const waiting = project.run(['claim', 'src', '--wait', '--json'], {env: carol});
  await project.until(async () => (await project.board()).waits.length === 1, 'carol waits');
  process.kill('SIGKILL');
  expect(await waiting).toMatchObject({exitCode: 0, json: {claim: {holder: 'carol'}}});
  expect(await project.session('bob')).toMatchObject({state: 'stopped'});
  // And a process that is not there is no process to join with.
  expect(await project.run(['join', '--name', 'eve', '--pid', String(process.pid)])).toMatchObject({exitCode: 2});
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
