import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {expect, test} from 'vitest';
import {endProcessGroup} from '../../src/platform/end-process.ts';
import {isAlive, startTimeOf} from '../../src/platform/process-identity.ts';

const start = (script: string) => spawn('/bin/sh', ['-c', script], {detached: true, stdio: ['ignore', 'pipe', 'ignore']});

test('a process is known by its pid and its start time together', async () => {
  const child = start('echo here; exec sleep 1000');
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  const startTime = startTimeOf(pid) ?? '';
  expect(isAlive({pid, startTime})).toBe(true);
  expect(isAlive({pid, startTime: '1'})).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(startTimeOf(pid)).toBeNull();
});

test('a group that ignores polite signals is ended all the same', async () => {
  const child = start('trap "" TERM HUP; echo here; while :; do sleep 1; done');
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  const identity = {pid, startTime: startTimeOf(pid) ?? ''};
  await endProcessGroup(identity);
  expect(isAlive(identity)).toBe(false);
});

test('a reused pid is left alone', async () => {
  const child = start('echo here; exec sleep 1000');
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  await endProcessGroup({pid, startTime: 'of another process'});
  expect(startTimeOf(pid)).not.toBeNull();
  child.kill('SIGKILL');
});

// Elsewhere another program is asked.
test.skipIf(process.platform !== 'linux')('an error while asking is no absence: a full file table kills nobody', () => {
  const module = new URL('../../src/platform/process-identity.ts', import.meta.url).href;
  const script = `
    import {openSync} from 'node:fs';
    import {isAlive, startTimeOf} from '${module}';
    const startTime = startTimeOf(process.pid);
    try { for (;;) openSync('/dev/null'); } catch {}
    console.log(isAlive({pid: process.pid, startTime}), isAlive({pid: process.pid, startTime: 'unknown'}), startTimeOf(process.pid));
  `;
  const said = execFileSync('/bin/sh', ['-c', 'ulimit -n 60; exec "$0" --input-type=module-typescript -e "$1"', process.execPath, script]);
  expect(String(said).trim()).toBe('true true null');
});
