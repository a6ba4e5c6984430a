import {readdirSync, readFileSync} from 'node:fs';

/** Clock ticks a second that /proc counts in: 100 on every Linux that Node runs on. */
const TICKS = 100;

/** CPU time that these processes have used so far, in milliseconds. */
export const cpuTime = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return sum + ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
  }, 0);

/** Memory of these processes, shared pages counted in parts (PSS), in megabytes. */
export const memory = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024, 0);

/** Processes whose command line contains all of these. */
export function processesWith(...parts: readonly string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return parts.every((part) => line.includes(part));
      } catch {
        return false;
      }
    })
    .map(Number);
}
