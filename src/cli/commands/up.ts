import type {ControlClient} from '../../client/control.ts';
import {configFilesIn} from '../../config/find-project.ts';
import type {Board} from '../../core/index.ts';
import {findTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {notFoundError} from '../errors.ts';
import type {Result} from '../output.ts';
import {showScreen} from '../show-screen.ts';
import {startSupervisor} from '../start-supervisor.ts';
import {sessionTable} from '../text/sessions.ts';
import {requireTrust} from '../trust-project.ts';
import {untilSettled} from '../until-settled.ts';

interface Options {
  readonly noAttach: boolean;
  readonly trust: boolean;
}

export async function up(_: object, {noAttach, trust}: Options, context: Context): Promise<Result> {
  const attach = context.interactive && !noAttach;
  const running = await findTeam(context);
  if (running === null) await check(context, trust);
  using team = running ?? (await startSupervisor(context.project));
  if (attach) {
    await showScreen(context);
    return {};
  }
  return describe(team, await untilSettled(team), running === null);
}

/** Everything that can be wrong is found before anything is started. */
async function check(context: Context, trust: boolean): Promise<void> {
  const {project, environment, output} = context;
  if (configFilesIn(project).length === 0)
    throw notFoundError(`There is no harmony.config.ts in ${project}.`, 'Make one: harmony init', {project});
  await requireTrust(context, trust);
  // Read only now: a team that runs already is found without them.
  const [{loadConfig}, {requireClients}] = await Promise.all([import('../../config/load.ts'), import('../clients.ts')]);
  const {resolved} = await loadConfig(project);
  for (const warning of await requireClients(resolved, environment)) output.progress(warning);
}

function describe(team: ControlClient, board: Board, started: boolean): Result {
  const {project, team: name, pid, gateway, notices} = team.supervisor;
  const head = started
    ? `${name} is up: ${board.sessions.length} session${board.sessions.length === 1 ? '' : 's'}. See them: harmony attach`
    : `${name} is running already. See it: harmony attach`;
  return {
    text: [head, sessionTable(board), ...notices.map((notice) => `! ${notice}`)].join('\n'),
    json: {team: name, project, started, supervisor: {pid, gateway, notices}, sessions: board.sessions},
  };
}
