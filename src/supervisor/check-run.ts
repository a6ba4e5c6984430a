import {type ChildProcess, spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import process from 'node:process';
import {killMarked} from '../platform/marked-processes.ts';

/** A check that runs longer than this has failed: ten minutes hold most test suites. Milliseconds. */
const LIMIT = 10 * 60_000;
/** The end of the output is where a test run says what went wrong. Characters. */
const KEPT = 4_000;
/** What is left in the pipe when everything has ended is read in this time. Milliseconds. */
const DRAINED_AFTER = 500;

export interface CheckResult {
  readonly passed: boolean;
  readonly evidence: string;
}

/**
 * One run of a check: a shell command in the project root, in a process group of its own, as nobody in the team. Whatever it has started ends
 * with it, and with its disposal. A command that cannot run has failed.
 */
export class CheckRun implements Disposable {
  readonly result: Promise<CheckResult>;
  readonly #mark = `${randomUUID()}`;
  readonly #child: ChildProcess;
  #output = '';
  #timedOut = false;
  #over = false;

  constructor(command: string, project: string, environment: Readonly<Record<string, string>>) {
    this.#child = spawn(command, {
      shell: true,
      cwd: project,
      env: this.#environment(environment),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-2 * KEPT);
      });
    }
    this.result = this.#ended().then((how) => ({
      passed: how === 'exit 0',
      evidence: `$ ${command}\n${this.#output.trimEnd().slice(-KEPT)}\n(${how})`,
    }));
  }

  [Symbol.dispose](): void {
    const {pid} = this.#child;
    // Its pid may be somebody else's by now.
    if (pid === undefined || this.#over) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group is empty.
    }
    killMarked(`HARMONY_CHECK=${this.#mark}`);
  }

  /** It must not act as the person, nor as a session: `harmony` changes nothing where HARMONY_CHECK is set. */
  #environment(environment: Readonly<Record<string, string>>): Record<string, string> {
    const others = Object.entries(environment).filter(([name]) => !name.startsWith('HARMONY_'));
    return {...Object.fromEntries(others), HARMONY_CHECK: this.#mark};
  }

  async #ended(): Promise<string> {
    const timer = setTimeout(() => {
      this.#timedOut = true;
      this[Symbol.dispose]();
    }, LIMIT);
    const closed = new Promise<void>((resolve) => this.#child.once('close', () => resolve()));
    const how = await new Promise<string>((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
    });
    clearTimeout(timer);
    // What it left in the background would hold the output open, and outlive it.
    this[Symbol.dispose]();
    this.#over = true;
    if (this.#child.pid !== undefined) await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAINED_AFTER))]);
    return this.#timedOut ? `no end after ${LIMIT / 60_000} minutes` : how;
  }
}
