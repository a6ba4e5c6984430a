import {realpathSync} from 'node:fs';
import {posix, relative, sep} from 'node:path';
import type {Context} from './context.ts';
import {usageError} from './errors.ts';

/** `service:email`, as against a path. */
const THING = /^[a-z][a-z0-9-]*:/;
/** A claim, or a place in the line for one. */
const CLAIM_ID = /^[CW]-\d+$/;

/** What was written on a command line, as claims know it: paths relative to the project. */
export const resourcesOf = (written: readonly string[], context: Pick<Context, 'project' | 'cwd'>): string[] =>
  written.map((text) => (THING.test(text) ? text : projectPath(text, context)));

export const isClaimId = (text: string): boolean => CLAIM_ID.test(text);

/** An absolute path may come to the project by a link; within it, the team itself follows them. */
function throughLinks(path: string): string {
  const parent = posix.dirname(path);
  try {
    return parent === path ? path : posix.join(realpathSync(parent), posix.basename(path));
  } catch {
    return posix.join(throughLinks(parent), posix.basename(path));
  }
}

/** Paths mean what they mean in this folder; from outside of the project, what they mean in its root. */
function projectPath(text: string, {project, cwd}: Pick<Context, 'project' | 'cwd'>): string {
  const folder = relative(project, cwd).split(sep).join('/');
  const base = folder === '..' || folder.startsWith('../') ? '' : folder;
  const path = text.startsWith('/')
    ? posix.relative(project, throughLinks(posix.normalize(text)))
    : posix.normalize(posix.join(base, text));
  if (text === '') throw usageError('A resource must not be empty.', 'harmony claim --help');
  if (path === '..' || path.startsWith('../'))
    throw usageError(`${text} is not inside the project ${project}.`, 'Claims are for files of the project.');
  return path === '' || path === '.' ? '**' : path;
}
