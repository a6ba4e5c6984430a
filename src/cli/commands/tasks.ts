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

export async function done({task, summary}: DoneArguments, {failed}: {failed: boolean}, context: Context): Promise<Result> {
  await sendCommand(context, {
    type: 'task.finish',
    task,
    outcome: failed ? 'failed' : 'done',
    summary: summary === undefined ? '' : await textOf(summary, context.input),
  });
  return {text: failed ? `${task} is given back.` : `${task} is finished; a check it may have is run now.`, json: {ok: true}};
}
