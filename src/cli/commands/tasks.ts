import {textOf} from '../body.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {sendCommand} from '../send-command.ts';

export async function accept({task}: {task: string}, _: object, context: Context): Promise<Result> {
  await sendCommand(context, {type: 'task.accept', task});
  return {text: `${task} is yours.`, json: {ok: true}};
}

interface DoneArguments {
  readonly task: string;
  readonly summary: string | undefined;
}

export const finish = (args: DoneArguments, _: object, context: Context): Promise<Result> => done(args, {failed: false}, context);
export const fail = (args: DoneArguments, _: object, context: Context): Promise<Result> => done(args, {failed: true}, context);

export async function done({task, summary}: DoneArguments, {failed}: {failed: boolean}, context: Context): Promise<Result> {
  await sendCommand(context, {
    type: 'task.finish',
    task,
    outcome: failed ? 'failed' : 'done',
    summary: summary === undefined ? '' : await textOf(summary, context.input),
  });
  return {text: failed ? `${task} is given back.` : `${task} is finished; a check it may have is run now.`, json: {ok: true}};
}

interface CancelArguments {
  readonly task: string;
  readonly reason: string | undefined;
}

export async function cancel({task, reason = ''}: CancelArguments, _: object, context: Context): Promise<Result> {
  const json = await sendCommand(context, {type: 'task.cancel', task, reason});
  return {text: `${task} is cancelled.`, json};
}

interface ReviewArguments {
  readonly task: string;
  readonly reasons: string | undefined;
}

export async function approve({task, reasons}: ReviewArguments, _: object, context: Context): Promise<Result> {
  const said = reasons === undefined ? '' : await textOf(reasons, context.input);
  const json = await sendCommand(context, {type: 'task.review', task, outcome: 'approved', reasons: said});
  return {text: `${task} is done.`, json};
}

export async function reject({task, reasons = ''}: ReviewArguments, _: object, context: Context): Promise<Result> {
  const said = await textOf(reasons, context.input);
  const json = await sendCommand(context, {type: 'task.review', task, outcome: 'rejected', reasons: said});
  return {text: `${task} goes back to its owner.`, json};
}
