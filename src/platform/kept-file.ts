import {statSync} from 'node:fs';

/** Which file lay at a path. A path alone does not tell: somebody may have deleted the file and made another. */
export interface KeptFile {
  readonly device: number;
  readonly inode: number;
}

/** `null`: there is none. */
export function keptFile(path: string): KeptFile | null {
  const found = statSync(path, {throwIfNoEntry: false});
  return found ? {device: found.dev, inode: found.ino} : null;
}

export function isSameFile(path: string, kept: KeptFile | null): boolean {
  const now = keptFile(path);
  return now !== null && now.inode === kept?.inode && now.device === kept.device;
}
