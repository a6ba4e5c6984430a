import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import type {Actor, CommandBody, Verdict} from '../../src/core/index.ts';
import {bootOfThisMachine} from '../../src/journal/boot.ts';
import {temporaryFolder} from './folder.ts';

const PROGRAM = fileURLToPath(new URL('../fixtures/journal/one-command.ts', import.meta.url));
const HOUR = 3_600_000;

/** A process of its own gives the command, and sees a wall clock that somebody has set. Milliseconds. */
function give(file: string, wallIsSet: number, actor: Actor, body: CommandBody): Verdict {
  const clock = `data:text/javascript,const now = Date.now; Date.now = () => now() + ${wallIsSet};`;
  const command = JSON.stringify({id: `${actor.kind} ${JSON.stringify(body)} ${wallIsSet}`, actor, body});
  const {stdout, stderr} = spawnSync(process.execPath, ['--import', clock, PROGRAM, file, command], {encoding: 'utf8'});
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Verdict;
}

const join = (id: string): CommandBody => ({
  type: 'session.join',
  spec: {id, role: 'worker', tier: 2, client: 'command', expertise: [], delegatesTo: [], paths: [], origin: 'joined'},
  process: null,
});
const session = (id: string): Actor => ({kind: 'session', session: id, incarnation: 1});
const claim: CommandBody = {type: 'claim', resources: ['src/server.ts'], mode: 'exclusive', reason: '', ttl: HOUR};

test.runIf(bootOfThisMachine() !== null)(
  'a claim of an hour is held, though the wall clock was set two hours ahead before the next process',
  () => {
    using folder = temporaryFolder();
    for (const id of ['ada', 'bob']) give(folder.file, 0, {kind: 'human'}, join(id));
    expect(give(folder.file, 0, session('ada'), claim).ok).toBe(true);
    for (const wallIsSet of [2 * HOUR, -2 * HOUR]) {
      expect(give(folder.file, wallIsSet, session('bob'), claim)).toMatchObject({ok: false, refusal: {code: 'conflict'}});
    }
  },
);

test.runIf(process.platform === 'linux')('a boot is named, and by the same name each time', () => {
  expect(bootOfThisMachine()).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}( time:\[\d+\])?$/);
  expect(bootOfThisMachine()).toBe(bootOfThisMachine());
});
