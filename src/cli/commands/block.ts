import {textOf} from '../body.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {sendCommand} from '../send-command.ts';

interface BlockOptions {
  readonly on: string | undefined;
  readonly key: string | undefined;
}

export async function block({what}: {what: string}, {on, key}: BlockOptions, context: Context): Promise<Result> {
  const body = {type: 'block', what, ...(on === undefined ? {} : {on}), ...(key === undefined ? {} : {key})} as const;
  const value = (await sendCommand(context, body)) as {blocker: string};
  return {text: `${value.blocker}: the answer comes as a message.`, json: value};
}

interface UnblockArguments {
  readonly blocker: string;
  readonly answer: string | undefined;
}

export async function unblock({blocker, answer}: UnblockArguments, _: object, context: Context): Promise<Result> {
  const said = answer === undefined ? '' : await textOf(answer, context.input);
  const value = (await sendCommand(context, {type: 'unblock', blocker, answer: said})) as {blocker: string; freed: readonly string[]};
  return {text: `${value.blocker}: ${value.freed.join(', ')} can go on.`, json: value};
}
