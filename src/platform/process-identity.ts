import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';

/**
 * When the kernel started a process: with the pid it names one process for good, because pids are used again.
 * Linux: field 22 of /proc/PID/stat (clock ticks since boot); elsewhere the text of `ps -o lstart=`.
 * `null`: there is no such process (a zombie counts as none).
 */
export function startTimeOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command name is in parentheses and may itself hold spaces and parentheses: fields are counted from the last one.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {encoding: 'utf8'}).trim() || null;
  } catch {
    return null;
  }
}

/** Is exactly this process still there? */
export const isAlive = (identity: {readonly pid: number; readonly startTime: string}): boolean =>
  startTimeOf(identity.pid) === identity.startTime;
