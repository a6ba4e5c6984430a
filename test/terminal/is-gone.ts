import {startTimeOf} from '../../src/platform/process-identity.ts';

/** Returns when the process is gone; there is no event for the end of a process that is not one's child. */
export async function isGone(pid: number): Promise<void> {
  const giveUp = performance.now() + 10_000;
  while (startTimeOf(pid) !== null) {
    if (performance.now() > giveUp) throw new Error(`process ${pid} did not end`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
