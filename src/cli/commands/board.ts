import {type Board, statusBoardMarkdown} from '../../core/index.ts';
import {askTeam} from '../ask-team.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {followTeam} from '../follow.ts';
import type {Result} from '../output.ts';

export async function board(_: object, {watch}: {watch: boolean}, context: Context): Promise<Result> {
  if (!watch) return shown(await askTeam(context, (team) => team.request('board', {})));
  using team = await connectTeam(context);
  await followTeam(team, async () => context.output.result(shown(await team.request('board', {}))));
  return {};
}

const shown = (board: Board): Result => ({text: statusBoardMarkdown(board), json: board});
