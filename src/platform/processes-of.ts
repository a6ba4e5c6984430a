import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {identityOf, type ProcessIdentity} from './process-identity.ts';

/**
 * Processes of this user that were started as this program with these arguments, wherever it is installed: for finding them when the files that
 * name them were deleted. Linux only; elsewhere none are found.
 */
export function processesOf(program: string, args: readonly string[]): ProcessIdentity[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const [, file = '', ...rest] = commandLineOf(name);
    const isIt = file.endsWith(`/dist/${program}`) && rest.length === args.length && args.every((arg, index) => arg === rest[index]);
    return (isIt && identityOf(Number(name))) || [];
  });
}

function commandLineOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    // It ended by itself, or is another user's.
    return [];
  }
}
