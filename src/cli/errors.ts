import {ConnectionLostError} from '../client/connection-lost.ts';
import {RefusedError} from '../client/control.ts';
import {NotAnsweringError} from '../client/not-answering.ts';
import {ConfigError} from '../config/config-error.ts';
import type {RefusalCode} from '../core/index.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';

/** A failure as it is told: to a person in two lines, to a script as `{"error": …}`. */
export interface Failure {
  /** Stable. */
  readonly code: RefusalCode | 'usage' | 'not-running' | 'config' | 'failed' | 'connection-lost' | 'not-answering' | 'interrupted' | 'bug';
  readonly message: string;
  /** What to do now. */
  readonly remedy: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly exitCode: ExitCode;
}

/** A command that could not do what was asked of it, for a reason that whoever called it can do something about. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly failure: Failure;
  constructor(failure: Omit<Failure, 'details'> & Partial<Pick<Failure, 'details'>>, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = {details: {}, ...failure};
  }
}

export const usageError = (message: string, remedy: string, details: Readonly<Record<string, unknown>> = {}): CommandError =>
  new CommandError({code: 'usage', message, remedy, details, exitCode: EXIT.usage});

export const notFoundError = (message: string, remedy: string, details: Readonly<Record<string, unknown>> = {}): CommandError =>
  new CommandError({code: 'not-found', message, remedy, details, exitCode: EXIT.notFound});

export const failedError = (message: string, remedy: string, details: Readonly<Record<string, unknown>> = {}): CommandError =>
  new CommandError({code: 'failed', message, remedy, details, exitCode: EXIT.failed});

const EXIT_OF_REFUSAL: Readonly<Record<RefusalCode, ExitCode>> = {
  invalid: EXIT.usage,
  'not-found': EXIT.notFound,
  conflict: EXIT.conflict,
  'needs-person': EXIT.needsPerson,
  failed: EXIT.failed,
  forbidden: EXIT.failed,
  stale: EXIT.failed,
  full: EXIT.failed,
};

/** What the system refuses, and what can be done about it. */
const SYSTEM_REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'Check who owns it and who may use it: ls -ld PATH',
  EPERM: 'Check who owns it and who may use it: ls -ld PATH',
  EROFS: 'Nothing can be written there. Work in a copy on another file system.',
  ENOSPC: 'The disk is full. Make room, then try again.',
  EDQUOT: 'Your share of the disk is used up. Make room, then try again.',
  ENOTDIR: 'A file lies where a folder is needed. Move it away.',
  EEXIST: 'A file lies where a folder is needed. Move it away.',
  EMFILE: 'Too many files are open. Raise the limit (ulimit -n) or close programs.',
  ENFILE: 'Too many files are open on this machine. Close programs.',
};

/** Who has to act: the caller (a refusal, wrong usage, a configuration), or us (everything that was not foreseen). */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandError) return error.failure;
  if (error instanceof RefusedError) {
    const {code, message, remedy, details} = error.refusal;
    return {code, message, remedy, details, exitCode: EXIT_OF_REFUSAL[code] ?? EXIT.failed};
  }
  if (error instanceof ConfigError) {
    return {code: 'config', message: error.message, remedy: '', details: {problems: error.problems}, exitCode: EXIT.failed};
  }
  if (error instanceof ConnectionLostError) {
    return {
      code: 'connection-lost',
      message: error.message,
      remedy: 'Look whether the team is running (harmony ps) before you try again.',
      details: {},
      exitCode: EXIT.failed,
    };
  }
  if (error instanceof NotAnsweringError) {
    return {
      code: 'not-answering',
      message: error.message,
      remedy: 'It was stopped, or hangs. Continue it: kill -CONT PID. Or end it with everything that it runs: harmony down --force',
      details: {},
      exitCode: EXIT.failed,
    };
  }
  const reason = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (error instanceof Error && Object.hasOwn(SYSTEM_REMEDIES, reason)) {
    return {code: 'failed', message: error.message, remedy: SYSTEM_REMEDIES[reason] ?? '', details: {reason}, exitCode: EXIT.failed};
  }
  return {
    code: 'bug',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    remedy: 'This is a fault of Harmony itself, or of the system it runs on. Please report it with the lines above.',
    details: {},
    exitCode: EXIT.failed,
  };
}
