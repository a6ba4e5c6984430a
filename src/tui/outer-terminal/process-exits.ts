import process from 'node:process';
import {Disposables} from '../../platform/disposables.ts';

const ENDING_SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;

/**
 * Calls `restore` on every way out of the process that code can see. A signal then does what it would have done without us.
 */
export function restoreOnExit(restore: () => void): Disposable {
  const hooks = new Disposables();
  process.on('exit', restore);
  // Only watched: the error is printed and ends the process as ever, but on the screen that was there before.
  process.on('uncaughtExceptionMonitor', restore);
  hooks.defer(() => process.off('exit', restore).off('uncaughtExceptionMonitor', restore));
  for (const signal of ENDING_SIGNALS) {
    const end = (): void => {
      restore();
      // Others who listen (Ink does) end the process only when they are the last: with us out of the way they are.
      process.off(signal, end);
      process.kill(process.pid, signal);
    };
    process.on(signal, end);
    hooks.defer(() => process.off(signal, end));
  }
  return hooks;
}
