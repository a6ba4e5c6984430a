import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';

/** A process may fork while it is looked for; what forks faster than this many looks is not ended by looking. */
const MOST_PASSES = 5;

/**
 * Kills every process that carries this `NAME=value` in its environment, wherever it has gone (`setsid`, double fork). At once, so that it can
 * be done on the way out. Linux only; elsewhere the environment of a process cannot be read.
 */
export function killMarked(mark: string): void {
  if (process.platform !== 'linux') return;
  const killed = new Set<number>();
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = marked(mark).filter((pid) => !killed.has(pid));
    if (found.length === 0) return;
    for (const pid of found) {
      killed.add(pid);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }
}

const marked = (mark: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/environ`, 'utf8').split('\0').includes(mark);
      } catch {
        // Another user's, or gone.
        return false;
      }
    })
    .map(Number);
