import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';

/**
 * Ends what a session started and what left its process group (`setsid`, double fork): everything that carries the session's name and project
 * in its environment. Linux only; elsewhere a process's environment cannot be read.
 */
export function endStrays(session: string, project: string): void {
  if (process.platform !== 'linux') return;
  const marks = [`HARMONY_SESSION=${session}`, `HARMONY_PROJECT=${project}`];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    try {
      const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
      if (marks.every((mark) => environment.includes(mark))) process.kill(Number(name), 'SIGKILL');
    } catch {
      // Another user's, or gone.
    }
  }
}
