import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isAlive, startTimeOf} from '../../src/platform/process-identity.ts';
import {CheckRun} from '../../src/supervisor/check-run.ts';
import {TestFolder} from '../config/folder.ts';

const PATH = process.env.PATH ?? '';

/** Waits for a pid in a file: the sign that the check has come so far. */
async function pidIn(file: string): Promise<{pid: number; startTime: string}> {
  while (!existsSync(file) || !readFileSync(file, 'utf8').endsWith('\n')) await new Promise((resolve) => setTimeout(resolve, 10));
  const pid = Number(readFileSync(file, 'utf8'));
  return {pid, startTime: startTimeOf(pid) ?? 'gone'};
}

async function isGone(identity: {pid: number; startTime: string}): Promise<void> {
  while (isAlive(identity)) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('what it printed and how it ended is the evidence', async () => {
  using folder = new TestFolder();
  using good = new CheckRun('echo fine; echo odd >&2', folder.path, {PATH});
  expect(await good.result).toEqual({passed: true, evidence: '$ echo fine; echo odd >&2\nfine\nodd\n(exit 0)'});
  using bad = new CheckRun('seq 1 5000; exit 3', folder.path, {PATH});
  const {passed, evidence} = await bad.result;
  expect([passed, evidence.includes('\n5000\n(exit 3)'), evidence.length < 4_100]).toEqual([false, true, true]);
  using lost = new CheckRun('true', join(folder.path, 'nowhere'), {PATH});
  expect(await lost.result).toMatchObject({passed: false, evidence: expect.stringContaining('ENOENT')});
});

test('it acts as nobody in the team', async () => {
  using folder = new TestFolder();
  using run = new CheckRun('env', folder.path, {PATH, HARMONY_SESSION: 'ada', HARMONY_TOKEN: 'secret', HARMONY_PROJECT: '/x'});
  const {evidence} = await run.result;
  expect(evidence.match(/^HARMONY_\w+/gm)).toEqual(['HARMONY_CHECK']);
});

test('what it leaves in the background ends with it, also outside of its group', async () => {
  using folder = new TestFolder();
  const stray = join(folder.path, 'stray');
  using run = new CheckRun(
    `sleep 1000 & setsid sh -c 'echo $$ > stray; exec sleep 1000' & while ! [ -s stray ]; do sleep 0.02; done`,
    folder.path,
    {PATH},
  );
  const identity = await pidIn(stray);
  expect((await run.result).passed).toBe(true);
  await isGone(identity);
});

test('it ends with all that it started when it is not wanted any more', async () => {
  using folder = new TestFolder();
  const run = new CheckRun(`setsid sh -c 'echo $$ > stray; exec sleep 1000' & echo $$ > leader; wait`, folder.path, {PATH});
  const all = [await pidIn(join(folder.path, 'stray')), await pidIn(join(folder.path, 'leader'))];
  run[Symbol.dispose]();
  for (const identity of all) await isGone(identity);
  expect((await run.result).passed).toBe(false);
});
