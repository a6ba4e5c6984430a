import {textOf} from '../body.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';

interface Arguments {
  readonly session: string;
  readonly text: string;
}

export async function type({session, text: given}: Arguments, {enter}: {enter: boolean}, context: Context): Promise<Result> {
  const text = await textOf(given, context.input);
  using team = await connectTeam(context);
  const result = await team.request('type', {session, text, enter});
  return {text: `Typed into ${session}: ${result.evidence}.`, json: result};
}
