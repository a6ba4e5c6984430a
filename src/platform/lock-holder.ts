import {readFileSync} from 'node:fs';

/** Beside each lock of a process: who has it, in the words of `ProcessIdentity`. For people; the lock itself decides. */
export const holderFile = (lock: string): string => `${lock}.holder`;

/** Who said last that it has the lock, alive or not. `null`: nobody could say so. */
export function lastHolder(lock: string): {readonly pid: number; readonly startTime: string} | null {
  try {
    const {pid, startTime} = JSON.parse(readFileSync(holderFile(lock), 'utf8')) as {pid?: unknown; startTime?: unknown};
    return typeof pid === 'number' && typeof startTime === 'string' ? {pid, startTime} : null;
  } catch {
    return null;
  }
}
