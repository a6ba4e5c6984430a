import {appendFileSync, mkdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A project's configuration is a program, so it is run only in folders that a person trusts, as editors do it: the folder is trusted, not one
 * version of its files, because whoever may change them may change the code that is run in it anyway.
 * One line of JSON per folder, only ever appended to: two starts at once lose nothing.
 */
const trustFile = (environment: Environment): string => join(stateFolder(environment), 'trusted.jsonl');

/** `project` is a real path. */
export function isTrusted(project: string, environment: Environment): boolean {
  return readLines(trustFile(environment)).some((line) => {
    try {
      return (JSON.parse(line) as {project?: unknown}).project === project;
    } catch {
      return false;
    }
  });
}

export function trustProject(project: string, environment: Environment): void {
  if (isTrusted(project, environment)) return;
  const file = trustFile(environment);
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  appendFileSync(file, `${JSON.stringify({project, trustedAt: new Date().toISOString()})}\n`, {mode: 0o600});
}

/** Where Harmony remembers things that belong to no project. */
function stateFolder(environment: Environment): string {
  const {XDG_STATE_HOME, HOME} = environment;
  // The XDG specification: a relative path is to be ignored.
  const state = XDG_STATE_HOME?.startsWith('/') ? XDG_STATE_HOME : join(HOME ?? '/', '.local', 'state');
  return join(state, 'harmony');
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
