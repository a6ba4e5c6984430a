import {textOf} from '../body.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {sendCommand} from '../send-command.ts';

interface Arguments {
  readonly to: string;
  readonly title: string;
}

interface Options {
  readonly body: string | undefined;
  readonly check: string | undefined;
}

export async function delegate({to, title}: Arguments, {body, check}: Options, context: Context): Promise<Result> {
  const value = (await sendCommand(context, {
    type: 'task.delegate',
    to,
    title,
    body: body === undefined ? '' : await textOf(body, context.input),
    ...(check === undefined ? {} : {acceptance: check}),
  })) as {task: string; owner: string | null; message: string | null};
  return {
    text: value.owner === null ? `${value.task}: nobody fits at the moment; it waits.` : `${value.task} to ${value.owner}.`,
    json: value,
  };
}
