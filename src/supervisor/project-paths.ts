import {realpathSync} from 'node:fs';
import {basename, dirname, isAbsolute, join, relative, resolve, sep} from 'node:path';

/**
 * A path as claims know it: relative to the project root, with `/`, links resolved for the part that exists. `null`: it lies outside.
 * The root has to be a real path itself.
 */
export function projectPath(project: string, cwd: string, path: string): string | null {
  const inside = relative(project, resolveExistingPart(isAbsolute(path) ? path : resolve(cwd, path)));
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
  return inside.split(sep).join('/').normalize('NFC');
}

/** The file need not be there yet: its nearest existing folder is resolved, so that a link cannot lead around a claim. */
function resolveExistingPart(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(resolveExistingPart(parent), basename(path));
  }
}
