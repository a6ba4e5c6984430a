import {askTeam} from '../ask-team.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';

export async function explain({session}: {session: string}, _: object, context: Context): Promise<Result> {
  const explanation = await askTeam(context, (team) => team.request('explain', {session}));
  return {
    text: [
      `${explanation.session}: ${explanation.state}`,
      ...explanation.lines.map(({fact, evidence}) => (evidence === '' ? `  ${fact}` : `  ${fact} (${evidence})`)),
    ].join('\n'),
    json: explanation,
  };
}
