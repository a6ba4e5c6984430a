import {connect} from 'node:net';
import {ProcessLock} from '../platform/process-lock.ts';
import {withSocketPath} from '../platform/socket-path.ts';

/** How long a host that is told to end may hold the lock after it stopped answering. Milliseconds. */
const LONGEST_WAIT = 10_000;
const LOOK_EVERY = 50;

/**
 * Takes the project's lock. Where another process has it, that one is either the host, and answers, or on its way out, and is waited for.
 * `null`: there is a host.
 */
export async function becomeHost(files: {readonly hostLock: string; readonly terminals: string}): Promise<ProcessLock | null> {
  const giveUp = performance.now() + LONGEST_WAIT;
  for (;;) {
    const lock = ProcessLock.take(files.hostLock);
    if (lock) return lock;
    if (await answers(files.terminals)) return null;
    if (performance.now() > giveUp) {
      throw new Error(
        `Another process holds ${files.hostLock} and does not answer on ${files.terminals}. End that process, then try again.`,
      );
    }
    // There is no event for a lock that becomes free.
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const socket = withSocketPath(path, (short) => connect(short));
      const found = (there: boolean): void => {
        socket.destroy();
        resolve(there);
      };
      socket.once('connect', () => found(true));
      socket.once('error', () => found(false));
    } catch {
      // Its folder is not there yet.
      resolve(false);
    }
  });
}
