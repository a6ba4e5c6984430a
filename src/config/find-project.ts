import {existsSync, realpathSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';

export const CONFIG_FILES = ['harmony.config.ts', 'harmony.config.js', 'harmony.config.mjs'] as const;

/** The configuration files that a folder has: none, one, or (a mistake) several. */
export const configFilesIn = (folder: string): readonly string[] =>
  CONFIG_FILES.map((name) => join(folder, name)).filter((file) => existsSync(file));

/**
 * The project that a folder belongs to: the nearest parent with a configuration or a `.harmony` folder, else the git repository, else the
 * folder itself. A real path, so that one project has one name. Throws when the folder is not there.
 */
export function findProject(from: string): string {
  const start = realpathSync(from);
  return (
    nearestParent(start, (folder) => configFilesIn(folder).length > 0 || isFolder(join(folder, '.harmony'))) ??
    nearestParent(start, (folder) => existsSync(join(folder, '.git'))) ??
    start
  );
}

function nearestParent(start: string, matches: (folder: string) => boolean): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (matches(folder)) return folder;
    if (dirname(folder) === folder) return null;
  }
}

const isFolder = (path: string): boolean => statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
