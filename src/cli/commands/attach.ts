import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {showScreen} from '../show-screen.ts';

export async function attach(_: object, __: object, context: Context): Promise<Result> {
  await showScreen(context);
  return {};
}
