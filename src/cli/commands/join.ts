import type {JoinGrant} from '../../protocol/control.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import type {Result} from '../output.ts';

interface Options {
  readonly name: string | undefined;
  readonly role: string | undefined;
  readonly pid: number | undefined;
  readonly export: boolean;
}

export async function join(_: object, {name, role, pid, export: asExport}: Options, context: Context): Promise<Result> {
  if (!name) throw usageError('Say who joins: --name ada.', 'harmony join --help');
  if (pid !== undefined && !(Number.isInteger(pid) && pid > 0))
    throw usageError(`--pid takes the number of a process, not ${pid}.`, 'Mostly: --pid $$');
  using team = await connectTeam(context);
  const grant = await team.request('join', {
    name,
    ...(role === undefined ? {} : {role}),
    ...(pid === undefined ? {} : {pid}),
  });
  return {text: asExport ? exportsOf(grant) : adviceFor(grant), json: grant};
}

const exportsOf = ({environment}: JoinGrant): string =>
  Object.entries(environment)
    .map(([key, value]) => `export ${key}='${value.replaceAll("'", `'\\''`)}'`)
    .join('\n');

const adviceFor = ({session}: JoinGrant): string =>
  [
    `${session} is a session of the team now.`,
    `To be ${session} in this shell: eval "$(harmony join --name ${session} --pid $$ --export)"`,
  ].join('\n');
