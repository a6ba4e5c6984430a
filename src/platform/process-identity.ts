import {readFileSync} from 'node:fs';
import process from 'node:process';

/** Names one process for good. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** What Linux tells of a process. */
export interface KernelFacts extends ProcessIdentity {
  readonly parent: number;
}

/** From /proc/PID/stat, Linux only. `null`: there is no such process (a zombie counts as none). */
export function kernelFactsOf(pid: number): KernelFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name is in parentheses and may itself hold spaces and parentheses: fields are counted from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startTime = fields[19];
    if (fields[0] === 'Z' || fields[0] === 'X' || startTime === undefined) return null;
    return {pid, startTime, parent: Number(fields[1])};
  } catch {
    return null;
  }
}

/**
 * When the kernel started a process: with the pid it names one process for good, because pids are used again.
 * Linux: field 22 of /proc/PID/stat (clock ticks since boot); elsewhere the text of `ps -o lstart=`.
 * `null`: there is no such process (a zombie counts as none).
 */
export function startTimeOf(pid: number): string | null {
  if (process.platform === 'linux') return kernelFactsOf(pid)?.startTime ?? null;
  try {
    // Loaded only where it is needed: it takes 5 ms, in commands that have few.
    const {execFileSync} = process.getBuiltinModule('node:child_process');
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {encoding: 'utf8'}).trim() || null;
  } catch {
    return null;
  }
}

/** `null`: there is no such process (any more). */
export function identityOf(pid: number): ProcessIdentity | null {
  const startTime = startTimeOf(pid);
  return startTime === null ? null : {pid, startTime};
}

/** Is exactly this process still there? */
export const isAlive = (identity: ProcessIdentity): boolean => startTimeOf(identity.pid) === identity.startTime;
