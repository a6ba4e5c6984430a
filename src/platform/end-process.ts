import process from 'node:process';
import {isAlive} from './process-identity.ts';

const POLITE_LIMIT = 5_000;
const LOOK_EVERY = 50;

/** Ends a process group that is nobody's child here, politely and then for good; returns when its leader is gone. Never touches a reused pid. */
export async function endProcessGroup(identity: {readonly pid: number; readonly startTime: string}): Promise<void> {
  const giveUp = performance.now() + POLITE_LIMIT;
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) signalGroup(identity, signal);
  // There is no event for the end of a process that is not one's child.
  while (isAlive(identity)) {
    if (performance.now() > giveUp) signalGroup(identity, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

function signalGroup(identity: {readonly pid: number; readonly startTime: string}, signal: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(-identity.pid, signal);
  } catch {
    // Gone between the look and the signal.
  }
}
