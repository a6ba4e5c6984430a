import {closeSync, constants, openSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import process from 'node:process';

/** sun_path holds 108 bytes on Linux and 104 on macOS, with the final NUL. */
const LONGEST = process.platform === 'linux' ? 107 : 103;

/**
 * Gives a socket path that fits into the kernel's address, however deep the project lies: a long one is reached through an open descriptor
 * of its folder (Linux) or, during the call, from within the folder. `use` must call `listen` or `connect` before it returns: both hand the
 * address to the kernel at once.
 */
export function withSocketPath<T>(path: string, use: (path: string) => T): T {
  if (Buffer.byteLength(path) <= LONGEST) return use(path);
  if (process.platform === 'linux') {
    const folder = openSync(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      return use(`/proc/self/fd/${folder}/${basename(path)}`);
    } finally {
      closeSync(folder);
    }
  }
  const before = process.cwd();
  process.chdir(dirname(path));
  try {
    return use(basename(path));
  } finally {
    process.chdir(before);
  }
}
