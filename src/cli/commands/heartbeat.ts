import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import type {Result} from '../output.ts';
import {sendCommand} from '../send-command.ts';

interface Options {
  readonly action: string | undefined;
  readonly target: string | undefined;
  readonly phase: string | undefined;
  readonly progress: string | undefined;
  readonly next: string | undefined;
}

export async function heartbeat(_: object, {action, progress, ...rest}: Options, context: Context): Promise<Result> {
  if (!action) throw usageError('Say what you are doing: --action testing.', 'harmony heartbeat --help');
  const {target, phase, next} = rest;
  await sendCommand(context, {
    type: 'heartbeat',
    action,
    ...(target === undefined ? {} : {target}),
    ...(phase === undefined ? {} : {phase}),
    ...(next === undefined ? {} : {next}),
    ...(progress === undefined ? {} : {progress: fractionOf(progress)}),
    source: 'session',
  });
  return {json: {ok: true}};
}

function fractionOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  const value = match ? Number(match[1]) / (match[2] === '%' ? 100 : 1) : Number.NaN;
  if (value >= 0 && value <= 1) return value;
  throw usageError(`--progress takes 0 to 1 or 0% to 100%, not "${text}".`, 'harmony heartbeat --help');
}
