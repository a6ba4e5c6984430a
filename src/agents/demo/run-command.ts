import {execFile} from 'node:child_process';
import process from 'node:process';

export interface CommandResult {
  readonly code: number;
  /** Both streams, without colours, trimmed. */
  readonly output: string;
}

/** A test runner that was started by a test runner reports to that one and prints nothing. */
const environment = (): NodeJS.ProcessEnv => ({...process.env, NODE_TEST_CONTEXT: undefined, FORCE_COLOR: undefined, NO_COLOR: '1'});

/** Runs a program in the project. Never throws: what went wrong is in the output. `node` is the Node that runs the session. */
export function runCommand(words: readonly string[], cwd: string): Promise<CommandResult> {
  const [program = '', ...args] = words;
  const file = program === 'node' ? process.execPath : program;
  return new Promise((resolve) => {
    execFile(file, args, {cwd, env: environment(), maxBuffer: 4_000_000}, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.replace(/\x1b\[[\d;]*m/g, '').trim();
      if (!error) resolve({code: 0, output});
      else resolve({code: typeof error.code === 'number' ? error.code : 1, output: output || error.message});
    });
  });
}

/** As a person would write it in a shell. */
export const commandLine = (words: readonly string[]): string =>
  words.map((word) => (/^[\w./:=@-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`)).join(' ');
