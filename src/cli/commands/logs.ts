import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import {followSupervisorLog} from '../logs/supervisor-log.ts';
import type {Result} from '../output.ts';

const USUAL_LINES = 50;

interface Options {
  readonly follow: boolean;
  readonly lines: number | undefined;
}

export async function logs(_: object, {follow, lines = USUAL_LINES}: Options, context: Context): Promise<Result> {
  if (!(Number.isInteger(lines) && lines >= 0)) throw usageError(`--lines takes a number, not ${lines}.`, 'harmony logs --help');
  await followSupervisorLog(context, lines, follow);
  return {};
}
