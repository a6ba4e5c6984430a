import {randomBytes} from 'node:crypto';
import {mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';

/** Writes beside the file and renames over it, so that a reader never sees half of it. Folders are made as needed. */
export function replaceFile(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(path), {recursive: true});
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(temporary, content, {mode});
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, {force: true});
    throw error;
  }
}
