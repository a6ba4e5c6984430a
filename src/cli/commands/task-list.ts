import type {BoardTask} from '../../core/index.ts';
import type {Context} from '../context.ts';
import {notFoundError} from '../errors.ts';
import type {Result} from '../output.ts';
import {reachTeam} from '../reach.ts';
import {inColumns, shortened} from '../text/columns.ts';
import {ago} from '../text/times.ts';

export async function listTasks(_: object, {mine}: {mine: boolean}, context: Context): Promise<Result> {
  using team = await reachTeam(context);
  const {tasks: all, at} = await team.request('board', {});
  const me = context.environment.HARMONY_SESSION ?? 'human';
  const tasks = mine ? all.filter(({owner, reviewer, from}) => [owner, reviewer, from].includes(me)) : all;
  const rows = tasks.map((task) => [
    task.id,
    task.state,
    task.owner ?? `for ${addressee(task)}`,
    task.priority === 'normal' ? '' : task.priority,
    shortened(`${task.title}${task.waitsFor.length === 0 ? '' : ` (after ${task.waitsFor.join(', ')})`}`, 100),
  ]);
  return {text: rows.length === 0 ? 'There are no tasks.' : inColumns(rows), json: {tasks, at}};
}

const addressee = ({to}: BoardTask): string => (to === '*' ? 'anybody' : to);

export async function showTask({task: id}: {task: string}, _: object, context: Context): Promise<Result> {
  using team = await reachTeam(context);
  const {tasks, at} = await team.request('board', {});
  const task = tasks.find((candidate) => candidate.id === id);
  if (!task) throw notFoundError(`There is no task ${id} among the unfinished and the last finished.`, 'See: harmony task list');
  const facts: (readonly [string, string])[] = [
    ['state', `${task.state} (${ago(task.updatedAt, at)})`],
    ['waits for', task.waitsFor.join(', ')],
    ['given by', task.from],
    ['for', `${addressee(task)}${task.tier === null ? '' : `, tier ${task.tier} or above`}`],
    ['owner', task.owner ?? 'nobody'],
    ['priority', task.priority],
    ['expertise', task.expertise.join(', ')],
    ['phase', task.phase ?? ''],
    ['after', task.after.join(', ')],
    ['check', task.acceptance ?? ''],
    ['review by', task.reviewBy === null ? '' : `${task.reviewBy}${task.reviewer === null ? '' : `: ${task.reviewer}`}`],
    ['attempts', String(task.attempts)],
    ['learnt', task.learnt ?? ''],
    ['result', task.result?.summary ?? ''],
    ['evidence', task.result?.evidence ?? ''],
  ];
  const table = inColumns(facts.filter(([, value]) => value !== '').map(([name, value]) => [`  ${name}`, shortened(value, 300)]));
  return {text: [`${task.id} ${task.title}`, table, ...(task.body === '' ? [] : ['', task.body])].join('\n'), json: task};
}
