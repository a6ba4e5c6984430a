import {spawn} from 'node:child_process';
import {dirname, relative} from 'node:path';
import process from 'node:process';
import type {Readable} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {installed} from '../installation.ts';
import {ConfigError, type ConfigProblem} from './config-error.ts';

/** What the process that evaluates a configuration says about it. */
export type ConfigReport =
  | {readonly kind: 'config'; readonly config: unknown}
  | {readonly kind: 'no-default'}
  | {readonly kind: 'unwritable'; readonly key: string; readonly what: string}
  | {readonly kind: 'failed'; readonly name: string; readonly message: string; readonly stack: string; readonly code: string | null};

interface Outcome {
  readonly report: ConfigReport | null;
  /** The end of what it printed to standard error. */
  readonly errors: string;
  /** How the process ended; `null`: it was still running at the limit. */
  readonly exit: string | null;
}

/** A configuration that reads a file or asks a program is done in a blink; one that takes longer hangs. Milliseconds. */
const LONGEST_EVALUATION = 10_000;

/** The value that a configuration file exports by default, as plain data. Throws `ConfigError`. */
export async function evaluateConfig(file: string, limit = LONGEST_EVALUATION): Promise<unknown> {
  const outcome = await runEvaluation(file, limit);
  if (outcome.report?.kind === 'config') return outcome.report.config;
  throw new ConfigError([problemOf(file, outcome, limit)]);
}

async function runEvaluation(file: string, limit: number): Promise<Outcome> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', installed('dist/load-config.js'), file], {
    cwd: dirname(file),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let reported = '';
    let errors = '';
    const reports = child.stdio[3] as Readable;
    const finish = (): void => {
      clearTimeout(timer);
      const {exitCode, signalCode} = child;
      const exit = signalCode ?? (exitCode === null ? null : `exit code ${exitCode}`);
      child.kill('SIGKILL');
      // A program that the configuration started may still hold the other ends.
      child.stderr?.destroy();
      reports.destroy();
      resolve({report: parseReport(reported), errors, exit});
    };
    const timer = setTimeout(finish, limit);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-16_384);
    });
    reports.setEncoding('utf8').on('data', (text: string) => {
      reported += text;
      const report = parseReport(reported);
      // After a failure Node prints where it was: that is still to come.
      if (report && report.kind !== 'failed') finish();
    });
    child.on('error', reject);
    child.on('close', finish);
  });
}

function parseReport(text: string): ConfigReport | null {
  try {
    return text.endsWith('\n') ? (JSON.parse(text) as ConfigReport) : null;
  } catch {
    // The configuration itself wrote to our descriptor.
    return null;
  }
}

function problemOf(file: string, {report, errors, exit}: Outcome, limit: number): ConfigProblem {
  const project = dirname(file);
  const path = relative(project, file);
  if (report?.kind === 'no-default') {
    return {path, problem: 'it has no default export.', remedy: 'Write: export default defineConfig({ … });'};
  }
  if (report?.kind === 'unwritable') {
    return {
      path: report.key === '' ? path : `${path}: ${report.key}`,
      problem: `is ${report.what}.`,
      remedy: 'A configuration is plain data: text, numbers, true and false, lists and objects of them.',
    };
  }
  if (report?.kind === 'failed') {
    const where = findLine(project, report.stack) ?? findLine(project, errors);
    return {
      path: where === null ? path : where,
      problem: `${report.name}: ${report.message}`,
      remedy: remedyForFailure(report.code, report.message),
    };
  }
  if (exit === null) {
    return {
      path,
      problem: `it did not finish within ${limit / 1000} s.`,
      remedy: 'Look for an endless loop, or for something that it waits for. It has to give its value by itself.',
    };
  }
  return {
    path,
    problem: `it ended the process (${exit}) before it gave a value.${lastLine(errors)}`,
    remedy: 'Remove process.exit() and whatever else ends the process. A top-level await that never settles does it too.',
  };
}

/** The first place within the project that a stack trace or Node's own report of a syntax error names: `harmony.config.ts:12`. */
function findLine(project: string, text: string): string | null {
  for (const [, url, path, line] of text.matchAll(/(?:(file:\/\/[^\s()]+?)|(\/[^\n():]+)):(\d+)(?::\d+)?/g)) {
    const file = url === undefined ? (path ?? '') : fileURLToPath(url);
    const inside = relative(project, file);
    if (inside !== '' && !inside.startsWith('..') && !inside.includes('node_modules')) return `${inside}:${line}`;
  }
  return null;
}

function remedyForFailure(code: string | null, message: string): string {
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return 'Node reads TypeScript by leaving the types out; what is more than types (enum, namespace, parameter properties) it does not know.';
  }
  if (code === 'ERR_MODULE_NOT_FOUND') {
    return message.includes('Cannot find package')
      ? 'Install the package in the project, or do without it.'
      : 'Check the path; it needs its ending (./team.ts).';
  }
  return 'Correct it, then try again.';
}

function lastLine(errors: string): string {
  const line = errors.trim().split('\n').at(-1) ?? '';
  return line === '' ? '' : ` It said: ${line}`;
}
