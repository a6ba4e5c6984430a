import {execa} from 'execa';

/** A check that runs longer than this has failed: ten minutes hold most test suites. */
const LIMIT = 10 * 60_000;
/** The end of the output is where a test run says what went wrong. */
const KEPT = 4_000;

/** Runs a task's acceptance command in the project root. Never throws: a command that cannot run has failed. */
export async function runAcceptance(
  command: string,
  project: string,
  environment: Readonly<Record<string, string>>,
  cancelSignal: AbortSignal,
): Promise<{passed: boolean; evidence: string}> {
  const run = await execa(command, {
    shell: true,
    cwd: project,
    env: environment,
    extendEnv: false,
    all: true,
    reject: false,
    timeout: LIMIT,
    cancelSignal,
    stdin: 'ignore',
    maxBuffer: {all: 1_000_000},
  });
  const how = run.timedOut
    ? `no end after ${LIMIT / 60_000} minutes`
    : (run.signal ?? (run.exitCode === undefined ? run.shortMessage : `exit ${run.exitCode}`));
  const output = (run.all ?? '').trimEnd().slice(-KEPT);
  return {passed: run.exitCode === 0, evidence: `$ ${command}\n${output}\n(${how})`};
}
