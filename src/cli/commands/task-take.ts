import type {Task} from '../../core/index.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {sendCommand} from '../send-command.ts';

export async function takeTask({task: id}: {task: string | undefined}, _: object, context: Context): Promise<Result> {
  const value = (await sendCommand(context, {type: 'task.take', ...(id === undefined ? {} : {task: id})})) as {task: Task};
  const {task} = value;
  const learnt = task.learnt === null ? [] : [`Of the attempt before: ${task.learnt}`];
  const check = task.acceptance === null ? [] : [`Acceptance check: ${task.acceptance}`];
  return {text: [`${task.id} is yours: ${task.title}`, task.body, ...learnt, ...check].filter(Boolean).join('\n'), json: value};
}
