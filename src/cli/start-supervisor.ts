import {type ChildProcess, spawn} from 'node:child_process';
import {closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {ControlClient} from '../client/control.ts';
import {installed} from '../installation.ts';
import {projectFiles} from '../protocol/layout.ts';
import {failedError} from './errors.ts';

/** A slow machine needs seconds for a long journal; a supervisor that does not listen by then never will. Milliseconds. */
const LONGEST_START = 60_000;
const LOOK_EVERY = 25;
/** The log of earlier starts is of use for a while, not for ever. Bytes. */
const LONGEST_LOG = 5 * 1024 * 1024;

/** Starts the project's supervisor, detached, and returns when it listens. Where another start was quicker, it gives that one. */
export async function startSupervisor(project: string): Promise<ControlClient> {
  const files = projectFiles(project);
  // For people and git; only what runs is private.
  mkdirSync(files.harmony, {recursive: true});
  mkdirSync(files.run, {recursive: true, mode: 0o700});
  const begin = turnLog(files.supervisorLog);
  using supervisor = spawnSupervisor(project, files.supervisorLog);
  const giveUp = performance.now() + LONGEST_START;
  while (performance.now() < giveUp) {
    const team = await ControlClient.connect(files.control);
    if (team) return team;
    const failure = supervisor.failure();
    if (failure !== null) throw startFailed(failure, project, files.supervisorLog, begin);
    // There is no event for a socket of another process.
    await pause(LOOK_EVERY);
  }
  throw startFailed(`it did not listen within ${LONGEST_START / 1_000} s`, project, files.supervisorLog, begin);
}

function spawnSupervisor(project: string, logFile: string): Disposable & {failure(): string | null} {
  const log = openSync(logFile, 'a', 0o600);
  // Whatever session this start was made from, the supervisor is not part of it.
  const {HARMONY_SESSION: _, HARMONY_TOKEN: __, HARMONY_PROJECT: ___, HARMONY_GATEWAY: ____, HARMONY_TERMINAL: _____, ...env} = process.env;
  let child: ChildProcess;
  let problem: string | null = null;
  try {
    child = spawn(process.execPath, [installed('dist/supervisor.js'), '--project', project], {
      cwd: project,
      detached: true,
      env,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
  child.on('error', (error) => {
    problem = error.message;
  });
  // Exit 0 means that another supervisor has the project: that one will listen.
  child.on('exit', (code, signal) => {
    if (code !== 0) problem = signal === null ? `exit ${code}` : signal;
  });
  return {
    failure: () => problem,
    [Symbol.dispose]: () => {
      child.removeAllListeners();
      child.unref();
    },
  };
}

/** Puts a log that has grown long aside. Returns where the log of this start begins. */
function turnLog(file: string): number {
  const size = statSync(file, {throwIfNoEntry: false})?.size ?? 0;
  if (size <= LONGEST_LOG) return size;
  renameSync(file, `${file}.1`);
  return 0;
}

function startFailed(reason: string, project: string, logFile: string, begin: number) {
  const lines = readFileSync(logFile).subarray(begin).toString('utf8').trim().split('\n').slice(-15);
  return failedError(
    [`The supervisor of ${project} did not start (${reason}).`, ...lines.filter(Boolean).map((line) => `  ${line}`)].join('\n'),
    `Its whole log: harmony logs`,
    {reason, log: lines},
  );
}
