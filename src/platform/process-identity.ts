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

/** From /proc/PID/stat, Linux only. `null`: there is no such process (a zombie counts as none), or it cannot be asked for. */
export function kernelFactsOf(pid: number): KernelFacts | null {
  try {
    return askKernel(pid);
  } catch {
    return null;
  }
}

/** Throws what the asking itself came to: the file table may be full, or the folder not readable. */
function askKernel(pid: number): KernelFacts | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    // The second one: it ended between opening and reading.
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
  // The command name is in parentheses and may itself hold spaces and parentheses: fields are counted from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTime = fields[19];
  if (fields[0] === 'Z' || fields[0] === 'X' || startTime === undefined) return null;
  return {pid, startTime, parent: Number(fields[1])};
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

/** Is exactly this process still there? One that cannot be asked for is: an error while asking is no absence. */
export function isAlive({pid, startTime}: ProcessIdentity): boolean {
  if (process.platform !== 'linux') return startTimeOf(pid) === startTime;
  try {
    return askKernel(pid)?.startTime === startTime;
  } catch {
    return true;
  }
}
