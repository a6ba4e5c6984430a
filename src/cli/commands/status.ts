import type {Board} from '../../core/index.ts';
import {askTeam} from '../ask-team.ts';
import type {Context} from '../context.ts';
import {notFoundError} from '../errors.ts';
import type {Result} from '../output.ts';
import {sessionDetails, sessionTable} from '../text/sessions.ts';

export async function status({session: name}: {session: string | undefined}, {names}: {names: boolean}, context: Context): Promise<Result> {
  const {board, notices} = await askTeam(context, async (team) => ({
    board: await team.request('board', {}),
    notices: context.output.json || names || name !== undefined ? [] : await team.notices(),
  }));
  if (names) return {text: board.sessions.map(({id}) => id).join('\n'), json: board.sessions.map(({id}) => id)};
  if (name === undefined) return {text: textOf(board, notices), json: board};
  const session = board.sessions.find((candidate) => candidate.id === name);
  if (!session) throw notFoundError(`There is no session "${name}".`, `There are: ${board.sessions.map(({id}) => id).join(', ')}.`);
  return {text: sessionDetails(session, board), json: session};
}

function textOf(board: Board, notices: readonly string[]): string {
  const waiting = board.attention.map((item) => `${item.id}  ${item.session ?? board.team}: ${item.title}`);
  return [
    board.sessions.length > 0 ? sessionTable(board) : 'The team has no sessions.',
    ...(waiting.length > 0 ? ['', 'Waits for you (harmony approve ID, harmony deny ID):', ...waiting] : []),
    ...notices.map((notice) => `\n! ${notice}`),
  ].join('\n');
}
