import {textOf} from '../body.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {sendCommand} from '../send-command.ts';
import {listOf} from '../text/list.ts';

interface Terms {
  readonly tier: number | undefined;
  readonly expertise: string | undefined;
  readonly phase: string | undefined;
  readonly after: string | undefined;
  readonly accept: string | undefined;
  readonly reviewBy: string | undefined;
  readonly priority: 'low' | 'normal' | 'high' | 'urgent' | undefined;
}

interface AddOptions extends Terms {
  readonly body: string | undefined;
  readonly to: string | undefined;
}

export async function addTask({title}: {title: string}, options: AddOptions, context: Context): Promise<Result> {
  const {body, to} = options;
  const value = (await sendCommand(context, {
    type: 'task.add',
    ...(to === undefined ? {} : {to}),
    title,
    body: body === undefined ? '' : await textOf(body, context.input),
    ...termsOf(options),
  })) as {task: string; owner: string | null};
  return {text: value.owner === null ? `${value.task}: nobody has it yet.` : `${value.task} to ${value.owner}.`, json: value};
}

export async function changeTask({task}: {task: string}, options: Terms, context: Context): Promise<Result> {
  const json = await sendCommand(context, {type: 'task.change', task, ...termsOf(options)});
  return {text: `${task} is changed.`, json};
}

/** Only what was given: what is left out has its default, or stays as it is. An empty text takes away. */
const termsOf = ({tier, expertise, after, phase, accept, reviewBy, priority}: Terms) => ({
  ...(tier === undefined ? {} : {tier}),
  ...(expertise === undefined ? {} : {expertise: listOf(expertise)}),
  ...(after === undefined ? {} : {after: listOf(after)}),
  ...(phase === undefined ? {} : {phase: phase || null}),
  ...(accept === undefined ? {} : {acceptance: accept || null}),
  ...(reviewBy === undefined ? {} : {reviewBy: reviewBy || null}),
  ...(priority === undefined ? {} : {priority}),
});
