import {copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {execa} from 'execa';
import type {Actor, Command, CommandBody} from '../../src/core/index.ts';
import {systemClock} from '../../src/journal/clock.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {TeamStore} from '../../src/journal/team-store.ts';
import {MEMBERS} from '../simulation/wishes/wish.ts';

const ONE_COMMAND = fileURLToPath(new URL('../fixtures/journal/one-command.ts', import.meta.url));
const KILL = 'signal=SIGKILL';
const ERRORS = ['error=ENOSPC', 'error=EIO', 'error=EACCES'];
/** Calls that a disk or its permissions can make fail. A kill can come at any call. */
const CAN_FAIL = new Set(['openat', 'pread64', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink', 'fcntl']);

const human: Actor = {kind: 'human'};
const harmony: Actor = {kind: 'supervisor'};
const ada: Actor = {kind: 'session', session: 'ada', incarnation: 1};

/** What a team has before: a claim, a message and a task that the commands can be about. */
const BEFORE: readonly (readonly [Actor, CommandBody])[] = [
  [human, {type: 'session.join', spec: {...MEMBERS[1], origin: 'joined', delegatesTo: ['*']}, process: null}],
  [human, {type: 'session.join', spec: {...MEMBERS[2], origin: 'joined', paths: []}, process: null}],
  [ada, {type: 'claim', resources: ['docs'], mode: 'exclusive', reason: ''}],
  [human, {type: 'message.send', to: 'ada', subject: '', body: 'Which port?'}],
  [human, {type: 'task.delegate', to: 'ada', title: 'Build', body: ''}],
];
/** Commands that change something, each in its own way. */
const COMMANDS: readonly (readonly [Actor, CommandBody])[] = [
  [ada, {type: 'claim', resources: ['src/**'], mode: 'exclusive', reason: ''}],
  [ada, {type: 'edit', paths: ['a.ts'], tool: 'Edit'}],
  [ada, {type: 'release', all: true}],
  [ada, {type: 'message.send', to: 'bob', subject: '', body: '8080', replyTo: null}],
  [harmony, {type: 'message.delivered', messages: ['M-1'], recipient: 'ada', state: 'seen', evidence: 'inbox'}],
  [ada, {type: 'task.delegate', to: 'bob', title: 'Test', body: ''}],
  [ada, {type: 'task.finish', task: 'T-1', outcome: 'done', summary: 'built'}],
  [ada, {type: 'heartbeat', action: 'building', source: 'session'}],
];

export interface SystemCallResult {
  readonly command: string;
  /** System calls on the database that one such command makes. */
  readonly calls: number;
  readonly faults: number;
  /** Of the faults: the command was answered all the same, or done without an answer, or not done. */
  readonly answered: number;
  readonly doneUnanswered: number;
  readonly notDone: number;
  /** What must not be. */
  readonly broken: readonly string[];
}

/** Kills the process, and makes the call fail, at each system call on the database. `most`: faults per command, spread over all. */
export async function* faultAtEverySystemCall(most = Number.POSITIVE_INFINITY): AsyncGenerator<SystemCallResult> {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-calls-'));
  try {
    const program = join(folder, 'one-command.mjs');
    await build({entryPoints: [ONE_COMMAND], outfile: program, bundle: true, format: 'esm', platform: 'node', logLevel: 'error'});
    const prepared = join(folder, 'prepared.db');
    const store = new TeamStore(new FileJournal(prepared), systemClock);
    for (const [index, [actor, body]] of BEFORE.entries()) await store.execute({id: `before-${index}`, actor, body});
    await store.close();
    for (const [actor, body] of COMMANDS) yield await tryCommand(folder, program, prepared, {id: 'wanted', actor, body}, most);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

async function tryCommand(folder: string, program: string, prepared: string, command: Command, most: number): Promise<SystemCallResult> {
  const file = join(folder, 'journal.db');
  const trace = join(folder, 'trace');
  const run = async (...options: readonly string[]): Promise<string> => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, {force: true});
    copyFileSync(prepared, file);
    writeFileSync(trace, '');
    const paths = ['', '-wal', '-shm'].flatMap((suffix) => ['-P', file + suffix]);
    const arguments_ = ['-f', '-qq', '-o', trace, ...paths, ...options, process.execPath, program, file, JSON.stringify(command)];
    return (await execa('strace', arguments_, {reject: false})).stdout;
  };
  const undisturbed = await run('-e', 'trace=!ioctl');
  const expected = await settle(file, null);
  const points = pointsOf(readFileSync(trace, 'utf8'));
  const faults = points.flatMap(({call, count}) => [KILL, ...(CAN_FAIL.has(call) ? ERRORS : [])].map((fault) => ({call, count, fault})));
  const every = Math.max(1, faults.length / most);
  const chosen = faults.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
  const broken: string[] = [];
  if (!undisturbed.includes('"ok":true') || expected.events === 0) broken.push(`undisturbed: ${undisturbed}`);
  let [answered, doneUnanswered, notDone] = [0, 0, 0];
  for (const {call, count, fault} of chosen) {
    const said = await run('-e', `trace=${call}`, '-e', `inject=${call}:${fault}:when=${count}`);
    const where = `${fault} at ${call} ${count}`;
    try {
      const {events} = await settle(file, null);
      if (events !== 0 && events !== expected.events) broken.push(`${where}: ${events} of ${expected.events} events`);
      if (said.includes('"ok":true')) answered++;
      else if (events > 0) doneUnanswered++;
      else notDone++;
      if (said.includes('"ok":true') && events === 0) broken.push(`${where}: acknowledged and lost`);
      const again = await settle(file, command);
      if (!again.ok || again.events !== expected.events)
        broken.push(`${where}: given again, it has ${again.events} events, ok ${again.ok}`);
    } catch (error) {
      broken.push(`${where}: ${error}`);
    }
  }
  return {command: command.body.type, calls: points.length, faults: chosen.length, answered, doneUnanswered, notDone, broken};
}

/** Opens what is left, and gives the command (again), if there is one. How many events of it are there, with none missing in between? */
async function settle(file: string, command: Command | null): Promise<{ok: boolean; events: number}> {
  const journal = new FileJournal(file);
  const store = new TeamStore(journal, systemClock);
  try {
    const ok = command === null || (await store.execute(command)).verdict.ok;
    const events = journal.read(0, Number.MAX_SAFE_INTEGER);
    if (events.some(({position}, index) => position !== index + 1)) throw new Error('The positions have gaps.');
    return {ok, events: events.filter((event) => event.command === 'wanted').length};
  } finally {
    await store.close();
  }
}

/** Each call with how many of its name it is: that is how strace counts. */
function pointsOf(trace: string): {call: string; count: number}[] {
  const counts = new Map<string, number>();
  return [...trace.matchAll(/^\d+\s+([a-z0-9_]+)\(/gm)].map(([, call = '']) => {
    const count = (counts.get(call) ?? 0) + 1;
    counts.set(call, count);
    return {call, count};
  });
}

export const straceIsThere = (): boolean => (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'strace')));
