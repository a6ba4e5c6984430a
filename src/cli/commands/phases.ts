import type {Context} from '../context.ts';
import {notFoundError} from '../errors.ts';
import type {Result} from '../output.ts';
import {reachTeam} from '../reach.ts';
import {sendCommand} from '../send-command.ts';
import {inColumns} from '../text/columns.ts';

export async function listPhases(_: object, __: object, context: Context): Promise<Result> {
  using team = await reachTeam(context);
  const {phases} = await team.request('board', {});
  const rows = phases.map(({name, state, gate, needs, open, done}) => [
    name,
    gate === null ? state : `${state}, gate ${gate}`,
    `${done} done, ${open} open`,
    `needs ${needs.join(', ') || 'nothing'}`,
  ]);
  return {text: rows.length === 0 ? 'The project has no phases.' : inColumns(rows), json: {phases}};
}

export async function showPhase({phase: name}: {phase: string}, _: object, context: Context): Promise<Result> {
  using team = await reachTeam(context);
  const {phases, tasks: all} = await team.request('board', {});
  const phase = phases.find((one) => one.name === name);
  if (!phase) throw notFoundError(`There is no phase "${name}".`, 'See: harmony phase list');
  const tasks = all.filter((task) => task.phase === name);
  const rows = tasks.map(({id, state, owner, title}) => [`  ${id}`, state, owner ?? '–', title]);
  const head = `${name}: ${phase.state}${phase.gate === null ? '' : `, gate ${phase.gate}`}`;
  return {text: [head, inColumns(rows)].filter(Boolean).join('\n'), json: {phase, tasks}};
}

export async function passPhase({phase}: {phase: string | undefined}, {force}: {force: boolean}, context: Context): Promise<Result> {
  const body = {type: 'phase.pass', ...(phase === undefined ? {} : {phase}), ...(force ? {force} : {})} as const;
  const value = (await sendCommand(context, body)) as {phase: string; state: string};
  return {
    text: value.state === 'checking' ? `The checks of ${value.phase} run now.` : `The gate of ${value.phase} was tried.`,
    json: value,
  };
}

export async function reopenPhase({phase}: {phase: string}, _: object, context: Context): Promise<Result> {
  const json = await sendCommand(context, {type: 'phase.reopen', phase});
  return {text: `${phase} is the present phase again.`, json};
}
