import {readdirSync, statSync} from 'node:fs';
import {basename, dirname, join, sep} from 'node:path';
import {CONFIG_FILES, configFilesIn} from './find-project.ts';

/** Editors write a file in several steps, and a checkout changes several files: they have settled when nothing happened for this long. Milliseconds. */
const SETTLED_AFTER = 200;

/** Calls back when the configuration or a role was changed, added or removed since this call, and the files have settled. */
export function watchConfig(project: string, onChange: () => void): Disposable {
  const watching = startWatching(project, onChange);
  return {
    [Symbol.dispose]: () => {
      void watching.then((stop) => stop());
    },
  };
}

async function startWatching(project: string, onChange: () => void): Promise<() => void> {
  const roles = join(project, 'roles');
  const isWatched = (path: string): boolean =>
    path === project ||
    path === roles ||
    (path.startsWith(roles + sep) && path.endsWith('.md')) ||
    (dirname(path) === project && CONFIG_FILES.some((name) => name === basename(path)));
  let known = stateOfFiles(project);
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const now = stateOfFiles(project);
    if (now === known) return;
    known = now;
    onChange();
  };
  // Loaded here: whoever only reads a configuration does not wait for this library.
  const {watch} = await import('chokidar');
  const watcher = watch(project, {ignored: (path) => !isWatched(path), depth: 1, ignoreInitial: true});
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLED_AFTER);
  });
  // What changed before the watcher was there.
  watcher.on('ready', look);
  // A system that has no watches left must not end the supervisor; changes are then seen at the next start.
  watcher.on('error', () => {});
  return () => {
    clearTimeout(timer);
    void watcher.close();
  };
}

/** Changes whenever one of the files does. */
function stateOfFiles(project: string): string {
  const roles = join(project, 'roles');
  const files = [...configFilesIn(project), ...namesIn(roles).map((name) => join(roles, name))];
  return files
    .map((file) => {
      const stats = statSync(file, {throwIfNoEntry: false});
      return `${file} ${stats?.ino} ${stats?.size} ${stats?.mtimeMs}`;
    })
    .join('\n');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.md'));
  } catch {
    return [];
  }
}
