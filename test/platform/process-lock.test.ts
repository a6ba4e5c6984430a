import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {holderOf, ProcessLock} from '../../src/platform/process-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harmony-lock-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const holder = `
  const {ProcessLock} = await import(${JSON.stringify(fileURLToPath(new URL('../../src/platform/process-lock.ts', import.meta.url)))});
  const lock = ProcessLock.take(process.argv[1]);
  console.log(lock ? 'held' : 'refused');
  setInterval(() => lock, 1e6);
`;

async function startHolder(file: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', holder, file], {stdio: ['ignore', 'pipe', 'inherit']});
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {child, said: line.toString().trim()};
}

test('one process at a time holds it, and the kernel frees it when the holder is killed', async () => {
  const file = join(folder, 'a.lock');
  const first = await startHolder(file);
  expect(first.said).toBe('held');
  expect(ProcessLock.take(file)).toBeNull();
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const mine = ProcessLock.take(file);
  expect(mine).not.toBeNull();
  mine?.[Symbol.dispose]();
});

test('the lock file is private', () => {
  const file = join(folder, 'b.lock');
  using lock = ProcessLock.take(file);
  expect(lock).not.toBeNull();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a lock whose file was deleted is taken again, unless another process was quicker', async () => {
  const file = join(folder, 'c.lock');
  using lock = ProcessLock.take(file);
  expect(lock?.stands).toBe(true);
  rmSync(file);
  expect(lock?.stands).toBe(false);
  expect(lock?.retake()).toBe(true);
  expect(lock?.stands).toBe(true);
  rmSync(file);
  const other = await startHolder(file);
  expect(other.said).toBe('held');
  expect(lock?.retake()).toBe(false);
  expect(holderOf(file)?.pid).toBe(other.child.pid);
  other.child.kill('SIGKILL');
  await once(other.child, 'exit');
  expect(holderOf(file)).toBeNull();
  expect(lock?.retake()).toBe(true);
});
