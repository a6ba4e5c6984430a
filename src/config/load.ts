import {readFileSync, realpathSync, statSync} from 'node:fs';
import {basename} from 'node:path';
import {adapters} from '../agents/adapters.ts';
import {ConfigError} from './config-error.ts';
import {evaluateConfig} from './evaluate.ts';
import {configFilesIn} from './find-project.ts';
import {keyOf, problemsOf} from './problems.ts';
import {resolveConfig} from './resolve.ts';
import {loadRoles, type Roles} from './roles.ts';
import {configSchema} from './schema.ts';
import type {HarmonyConfig, ResolvedConfig} from './team-config.ts';

export {watchConfig} from './watch.ts';

export interface LoadedConfig {
  readonly resolved: ResolvedConfig;
}

/**
 * Reads a project's configuration and roles. The configuration is run as a program: the folder has to be trusted (`trust.ts`). Throws
 * `ConfigError` with everything that is wrong with it.
 */
export async function loadConfig(project: string): Promise<LoadedConfig> {
  const root = projectRoot(project);
  const file = configFileOf(root);
  const [config, roles] = settleBoth(await Promise.allSettled([readConfig(file), (async () => loadRoles(root))()]));
  const clients = adapters.map((adapter) => adapter.id);
  return {resolved: resolveConfig({config, roles, project: root, file, clients, locate: locatorOf(file)})};
}

function projectRoot(project: string): string {
  if (!statSync(project, {throwIfNoEntry: false})?.isDirectory()) {
    throw new ConfigError([{path: project, problem: 'there is no such folder.', remedy: 'Check the path of the project.'}]);
  }
  return realpathSync(project);
}

function configFileOf(project: string): string {
  const [file, ...others] = configFilesIn(project);
  if (file === undefined) {
    throw new ConfigError([{path: project, problem: 'there is no harmony.config.ts here.', remedy: 'Make one: harmony init'}]);
  }
  if (others.length > 0) {
    const names = [file, ...others].map((path) => basename(path));
    throw new ConfigError([
      {path: project, problem: `there are several configurations: ${names.join(', ')}.`, remedy: 'Keep one of them.'},
    ]);
  }
  return file;
}

/** Both are read, so that a person sees the problems of both at once. */
function settleBoth([config, roles]: [PromiseSettledResult<HarmonyConfig>, PromiseSettledResult<Roles>]): [HarmonyConfig, Roles] {
  if (config.status === 'fulfilled' && roles.status === 'fulfilled') return [config.value, roles.value];
  const reasons: unknown[] = [config, roles].flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  for (const reason of reasons) if (!(reason instanceof ConfigError)) throw reason;
  const [first] = reasons;
  throw new ConfigError(
    reasons.flatMap((reason) => (reason instanceof ConfigError ? reason.problems : [])),
    {cause: first},
  );
}

async function readConfig(file: string): Promise<HarmonyConfig> {
  const value = await evaluateConfig(file);
  const result = configSchema.safeParse(value);
  if (result.success) return result.data;
  const locate = locatorOf(file);
  const locatePath = (path: readonly PropertyKey[]): string =>
    locate(keyOf(path), String(path.findLast((part) => typeof part === 'string') ?? ''));
  throw new ConfigError(problemsOf(result.error.issues, configSchema, value, locatePath));
}

/** Says where a setting is: with the line, where a word that belongs to it stands in the file exactly once. */
function locatorOf(file: string): (key: string, word?: string) => string {
  const name = basename(file);
  return (key, word = '') => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const found = word === '' ? [] : lines.flatMap((line, index) => (wordIsIn(line, word) ? [index + 1] : []));
    return `${name}${found.length === 1 ? `:${found[0]}` : ''}${key === '' ? '' : `: ${key}`}`;
  };
}

/** As a whole word: `role` does not stand in `roles`. */
function wordIsIn(line: string, word: string): boolean {
  const isPart = (character: string | undefined): boolean => character !== undefined && /[\w-]/.test(character);
  for (let at = line.indexOf(word); at !== -1; at = line.indexOf(word, at + 1)) {
    if (!isPart(line[at - 1]) && !isPart(line[at + word.length])) return true;
  }
  return false;
}
