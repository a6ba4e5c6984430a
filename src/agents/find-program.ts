import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, isAbsolute, join, resolve} from 'node:path';
import process from 'node:process';

/** Absolute path of a program by the rules of a shell: a name is looked for on the PATH, a path is taken as it is. `null`: it is not there. */
export function findProgram(name: string, path: string | undefined, cwd: string = process.cwd()): string | null {
  if (isAbsolute(name) || name.includes('/')) {
    const file = resolve(cwd, name);
    return isExecutable(file) ? file : null;
  }
  for (const folder of (path ?? '').split(delimiter)) {
    const file = resolve(cwd, join(folder, name));
    if (folder !== '' && isExecutable(file)) return file;
  }
  return null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
