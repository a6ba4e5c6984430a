import {existsSync} from 'node:fs';
import {configFilesIn} from '../../config/find-project.ts';
import type {ResolvedConfig} from '../../config/team-config.ts';
import {isTrusted} from '../../config/trust.ts';
import {projectFiles} from '../../protocol/layout.ts';
import {version} from '../../version.ts';
import {requireClients} from '../clients.ts';
import {findTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {failureOf} from '../errors.ts';
import {type Check, fail, ok, warn} from './check.ts';

/** `config`: null where there is none that may be read. */
export async function checkConfig(context: Context): Promise<{check: Check; config: ResolvedConfig | null}> {
  const {project, environment} = context;
  if (configFilesIn(project).length === 0) {
    return {config: null, check: warn('configuration', `there is none in ${project}`, 'Make one: harmony init')};
  }
  if (!isTrusted(project, environment)) {
    const detail = 'not looked at: this folder is not trusted yet, and a configuration is a program';
    return {config: null, check: warn('configuration', detail, 'Read it, then: harmony up')};
  }
  let config: ResolvedConfig | null = null;
  try {
    const {loadConfig} = await import('../../config/load.ts');
    config = (await loadConfig(project)).resolved;
    await requireClients(config, environment);
    return {config, check: ok('configuration', `${config.name}: ${config.members.length} sessions`)};
  } catch (error) {
    const {message, remedy} = failureOf(error);
    return {config, check: fail('configuration', message, remedy)};
  }
}

export async function checkRunning(context: Context): Promise<Check> {
  const files = projectFiles(context.project);
  try {
    using team = await findTeam(context);
    if (!team) {
      return existsSync(files.control)
        ? ok('team', 'none is running; what the last one left behind is replaced by the next up')
        : ok('team', 'none is running');
    }
    const {pid, version: theirs, notices} = team.supervisor;
    if (theirs !== version)
      return warn('team', `runs with version ${theirs}, this is ${version}`, 'Take the new version over: harmony down, then harmony up');
    return notices.length === 0 ? ok('team', `is running (supervisor ${pid})`) : warn('team', notices.join('\n'), 'See: harmony logs');
  } catch (error) {
    const {message, remedy} = failureOf(error);
    return fail('team', message, remedy);
  }
}
