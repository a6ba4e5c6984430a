import {realpathSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Readable} from 'node:stream';
import {findProject} from '../config/find-project.ts';
import type {Needs} from './command.ts';
import {notFoundError} from './errors.ts';
import type {Output} from './output.ts';

/** What every command may want to know of the place that it was called from. */
export interface Context {
  /** What the command needs of the team. */
  readonly needs: Needs;
  /** A real path. */
  readonly project: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard input. */
  readonly input: Readable;
  readonly output: Output;
  /** Somebody sits there who can be asked. */
  readonly interactive: boolean;
}

interface ContextFacts {
  readonly needs: Needs;
  /** What was said with `--project`. */
  readonly folder: string | undefined;
  readonly surroundings: Pick<NodeJS.Process, 'env' | 'cwd' | 'stdin' | 'stdout'>;
  readonly output: Output;
}

/** Everything is found out when it is first asked for: not every command has a project, and few read standard input. */
export function createContext({needs, folder, surroundings, output}: ContextFacts): Context {
  let project: string | null = null;
  return {
    needs,
    output,
    environment: surroundings.env,
    get project() {
      project ??= projectOf(folder ?? surroundings.env.HARMONY_PROJECT, surroundings.cwd());
      return project;
    },
    get cwd() {
      return surroundings.cwd();
    },
    get input() {
      return surroundings.stdin;
    },
    get interactive() {
      return Boolean(surroundings.stdin.isTTY && surroundings.stdout.isTTY) && !output.json;
    },
  };
}

/** A folder that is named is meant; only where none is named the project is looked for. */
function projectOf(named: string | undefined, cwd: string): string {
  if (named === undefined) return findProject(cwd);
  try {
    return realpathSync(resolve(cwd, named));
  } catch {
    throw notFoundError(`There is no folder ${named}.`, 'Check the path given with --project.');
  }
}
