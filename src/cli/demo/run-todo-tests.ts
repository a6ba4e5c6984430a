import {execFile} from 'node:child_process';
import process from 'node:process';

export interface TestRun {
  readonly passed: number;
  readonly failed: number;
  /** Every test ran and passed, and there was at least one. */
  readonly ok: boolean;
  readonly output: string;
}

/** Runs the API's own tests in a process of their own: what the sessions say of them counts for nothing here. */
export function runTodoTests(folder: string): Promise<TestRun> {
  // Started by a test runner, a test runner would report to that one and print nothing.
  const {NODE_TEST_CONTEXT: _, ...environment} = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--test', '--test-reporter=tap'], {cwd: folder, env: environment}, (error, output) => {
      const count = (what: string): number => Number(new RegExp(`^# ${what} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
      const passed = count('pass');
      resolve({passed, failed: count('tests') - passed, ok: error === null && passed > 0 && passed === count('tests'), output});
    });
  });
}
