import {expect, test} from 'vitest';
import {TestProject} from './project.ts';

const PHASES = [{name: 'SPECS'}, {name: 'BUILD', gate: {checks: ['built']}}];

test('tasks wait for tasks and for gates, two never take the same one, and a failing gate is for a person to open', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}], {checks: {built: 'test -f built'}, phases: PHASES});
  await project.up();
  const [bob, eve] = [await project.join('bob'), await project.join('eve')];
  await project.ok('task', 'add', 'specify', '--phase', 'SPECS');
  await project.ok('task', 'add', 'store', '--phase', 'BUILD');
  await project.ok('task', 'add', 'routes', '--phase', 'BUILD', '--after', 'T-2', '--priority', 'urgent');
  const ring = await project.run(['task', 'change', 'T-2', '--after', 'T-3', '--json']);
  expect(ring).toMatchObject({exitCode: 2, json: {error: {details: {cycle: ['T-2', 'T-3', 'T-2']}}}});
  const both = await Promise.all([bob, eve].map((env) => project.run(['task', 'take', '--json'], {env})));
  expect(both.map(({exitCode}) => exitCode).sort()).toEqual([0, 3]);
  const taker = both[0]?.exitCode === 0 ? bob : eve;
  await project.run(['task', 'done', 'T-1', 'specified'], {env: taker});
  await project.until(async () => (await project.board()).attention.some(({key}) => key === 'phase:SPECS'), 'a person is asked');
  expect((await project.run(['phase', 'pass', 'SPECS', '--force'], {env: bob})).exitCode).toBe(1);
  await project.ok('approve', '--choice', 'pass');
  for (const id of ['T-2', 'T-3']) {
    expect((await project.run(['task', 'take', '--json'], {env: bob})).json.task.id).toBe(id);
    await project.run(['task', 'done', id, 'built'], {env: bob});
  }
  await project.until(async () => (await project.board()).phases[1]?.gate === 'failed', 'the gate stays closed');
  project.write('built', '');
  await project.ok('approve', '--choice', 'again');
  await project.until(async () => (await project.board()).phases[1]?.state === 'passed', 'the gate opens');
});

test('one answer reaches everybody who waits for the same', async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const [bob, eve] = [await project.join('bob'), await project.join('eve')];
  for (const env of [bob, eve]) expect((await project.run(['block', 'the API key', '--json'], {env})).json).toEqual({blocker: 'B-1'});
  expect((await project.session('bob')).state).toBe('waiting');
  await project.ok('approve', '--text', 'It is in .env.');
  for (const env of [bob, eve]) {
    const {messages} = (await project.run(['inbox', '--json'], {env})).json;
    expect(messages).toMatchObject([{from: 'human', body: 'It is in .env.'}]);
  }
  expect((await project.session('bob')).state).toBe('idle');
});
