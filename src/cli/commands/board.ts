import {statusBoardMarkdown} from '../../core/index.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {followTeam} from '../follow.ts';
import type {Result} from '../output.ts';

export async function board(_: object, {watch}: {watch: boolean}, context: Context): Promise<Result> {
  using team = await connectTeam(context);
  const look = async (): Promise<Result> => {
    const shown = await team.request('board', {});
    return {text: statusBoardMarkdown(shown), json: shown};
  };
  if (!watch) return await look();
  await followTeam(team, async () => context.output.result(await look()));
  return {};
}
