import {readFileSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import process from 'node:process';

/** What every process of a session carries in its environment, by inheritance. */
export interface SessionMarks {
  readonly session: string;
  readonly project: string;
}

/** A process may fork while it is looked for; what forks faster than this many looks is not ended by looking. */
const MOST_PASSES = 5;

/**
 * Signals what a session started and what left its process group (`setsid`, double fork): every process that carries the session's name and
 * project in its environment. Linux only; elsewhere the environment of a process cannot be read.
 */
export async function sweepStrays(marks: SessionMarks, signal: NodeJS.Signals): Promise<void> {
  if (process.platform !== 'linux') return;
  // A host that was started from within a session carries its marks, too.
  const spared = ownLine();
  const signalled = new Set<number>();
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = (await findMarked(marks)).filter((pid) => !spared.has(pid) && !signalled.has(pid));
    if (found.length === 0) return;
    for (const pid of found) {
      signalled.add(pid);
      try {
        process.kill(pid, signal);
      } catch {
        // It ended by itself.
      }
    }
  }
}

async function findMarked({session, project}: SessionMarks): Promise<number[]> {
  const marks = [`HARMONY_SESSION=${session}`, `HARMONY_PROJECT=${project}`];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const environment = (await readFile(`/proc/${name}/environ`, 'utf8')).split('\0');
      if (marks.every((mark) => environment.includes(mark))) found.push(Number(name));
    } catch {
      // Another user's, or gone.
    }
  }
  return found;
}

/** This process and those it descends from. */
function ownLine(): Set<number> {
  const line = new Set<number>();
  try {
    for (let pid = process.pid; pid > 1 && !line.has(pid); ) {
      line.add(pid);
      pid = Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    }
  } catch {
    // A parent ended meanwhile: init is ours now.
  }
  return line;
}
