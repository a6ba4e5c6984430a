import {readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {installed} from '../installation.ts';
import {ConfigError, type ConfigProblem} from './config-error.ts';
import {parseRole} from './role-file.ts';
import type {Role} from './team-config.ts';

/** The roles that a project can name: those of its own `roles/`, and the built-in ones that it has no file for. */
export interface Roles {
  readonly own: readonly Role[];
  readonly builtIn: readonly Role[];
}

/** Throws `ConfigError` with every problem of every file. */
export function loadRoles(project: string): Roles {
  const problems: ConfigProblem[] = [];
  const own = readRoles(join(project, 'roles'), (file) => relative(project, file), problems);
  if (problems.length > 0) throw new ConfigError(problems);
  const named = new Set(own.map((role) => role.name));
  return {own, builtIn: builtInRoles().filter((role) => !named.has(role.name))};
}

export function builtInRoles(): readonly Role[] {
  const problems: ConfigProblem[] = [];
  const roles = readRoles(installed('roles'), (file) => file, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return roles;
}

function readRoles(folder: string, nameOf: (file: string) => string, problems: ConfigProblem[]): Role[] {
  const roles: Role[] = [];
  for (const name of markdownFilesIn(folder)) {
    const file = join(folder, name);
    try {
      roles.push(parseRole(readFileSync(file, 'utf8'), name.slice(0, -'.md'.length), nameOf(file)));
    } catch (error) {
      if (error instanceof ConfigError) problems.push(...error.problems);
      else
        problems.push({path: nameOf(file), problem: `it cannot be read: ${error}`, remedy: 'Check that it is a file that you may read.'});
    }
  }
  return roles;
}

function markdownFilesIn(folder: string): string[] {
  try {
    // A README beside the roles describes them and is none.
    return readdirSync(folder)
      .filter((name) => name.endsWith('.md') && name.toLowerCase() !== 'readme.md')
      .sort();
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
