import {readdirSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {isAlive, type KernelFacts, kernelFactsOf, type ProcessIdentity} from './process-identity.ts';

/** Variable in the environment of every process that was started in a terminal, by inheritance. Its value names the terminal. */
export const TERMINAL_MARK = 'HARMONY_TERMINAL';

/** Unique on this machine: the project is a real path, and no terminal's name has a slash. */
export const terminalMark = (project: string, terminal: string): string => `${project}/${terminal}`;

/** A process may fork while it is looked for; what forks faster than this many looks is not ended by looking. */
const MOST_PASSES = 5;

/**
 * Signals what was started in terminals and left its process group (`setsid`, double fork): every process whose mark is one of those wanted. Linux
 * only; elsewhere the environment of a process cannot be read. Returns whom it signalled: they may take a moment to end.
 */
export async function sweepMarked(isWanted: (mark: string) => boolean, signal: NodeJS.Signals): Promise<ProcessIdentity[]> {
  if (process.platform !== 'linux') return [];
  // A process that was started from within such a terminal carries its mark, too.
  const spared = ownLine();
  const signalled = new Map<number, ProcessIdentity>();
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found: ProcessIdentity[] = [];
    for (const pid of allPids()) {
      if (spared.has(pid) || signalled.has(pid) || !isWanted(await markOf(pid))) continue;
      const identity = kernelFactsOf(pid);
      if (identity) found.push(identity);
    }
    if (found.length === 0) break;
    for (const identity of found) signalled.set(identity.pid, identity);
    signalEach(found, signal);
  }
  return [...signalled.values()];
}

/**
 * The living children of a process, their children, and so on. While their line is whole it names those, too, that took another environment
 * (`env -i`). Linux only.
 */
export function descendantsOf(pid: number): ProcessIdentity[] {
  if (process.platform !== 'linux') return [];
  const all = allPids()
    .map((candidate) => kernelFactsOf(candidate))
    .filter((facts) => facts !== null);
  const found: KernelFacts[] = [];
  for (let parents = new Set([pid]); parents.size > 0; ) {
    const children = all.filter(({parent}) => parents.has(parent));
    found.push(...children);
    parents = new Set(children.map((child) => child.pid));
  }
  return found;
}

/** Exactly these processes, as far as they still live. */
export function signalEach(processes: Iterable<ProcessIdentity>, signal: NodeJS.Signals): void {
  for (const identity of processes) if (isAlive(identity)) sendSignal(identity.pid, signal);
}

const allPids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** '' where there is none, or it may not be read: another user's, or gone. */
async function markOf(pid: number): Promise<string> {
  const name = `${TERMINAL_MARK}=`;
  // Not at once for all of them: hundreds of processes would hold up the keys of every terminal.
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  const entry = environment.split('\0').find((variable) => variable.startsWith(name));
  return entry?.slice(name.length) ?? '';
}

/** This process and those it descends from. */
function ownLine(): Set<number> {
  const line = new Set<number>();
  // A parent that ends meanwhile leaves us to init.
  for (let {pid} = process; pid > 1 && !line.has(pid); pid = kernelFactsOf(pid)?.parent ?? 0) line.add(pid);
  return line;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}
