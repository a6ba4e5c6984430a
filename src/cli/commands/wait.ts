import type {WaitState} from '../../protocol/control.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import {EXIT} from '../exit-codes.ts';
import type {Result} from '../output.ts';

interface Options {
  readonly until: WaitState | undefined;
  readonly timeout: number | undefined;
}

export async function wait({session}: {session: string}, {until, timeout}: Options, context: Context): Promise<Result> {
  if (!until) throw usageError('Say what to wait for: --until idle.', 'harmony wait --help');
  using team = await connectTeam(context);
  const {reached, state} = await team.request('wait', {session, until, timeout: timeout ?? null});
  return {
    text: reached ? `${session} is ${state}.` : `${session} is still ${state}.`,
    json: {session, until, reached, state},
    exitCode: reached ? EXIT.done : EXIT.failed,
  };
}
