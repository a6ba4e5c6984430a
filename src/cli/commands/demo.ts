import type {Context} from '../context.ts';
import {runDemo} from '../demo/run-demo.ts';
import {usageError} from '../errors.ts';
import type {Result} from '../output.ts';

interface Options {
  readonly keep: boolean;
  readonly pace: number | undefined;
}

export async function demo(_: object, {keep, pace}: Options, {output}: Context): Promise<Result> {
  if (pace !== undefined && pace <= 0) throw usageError('--pace takes a number above 0.', 'harmony demo --help');
  return {exitCode: await runDemo({json: output.json, keep, pace})};
}
