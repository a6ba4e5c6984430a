import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';

/** Bytes that a process has in memory (resident, shared pages included). `null`: it is gone, or not to be known. */
export function memoryOf(pid: number): number | null {
  try {
    const kibibytes =
      process.platform === 'linux'
        ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], {encoding: 'utf8'}).trim();
    return kibibytes ? Number(kibibytes) * 1024 : null;
  } catch {
    return null;
  }
}
