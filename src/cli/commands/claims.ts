import type {BoardClaim, BoardWait} from '../../core/index.ts';
import {askTeam} from '../ask-team.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {inColumns, shortened} from '../text/columns.ts';
import {lasting} from '../text/times.ts';

export async function claims({session}: {session: string | undefined}, _: object, context: Context): Promise<Result> {
  const board = await askTeam(context, (team) => team.request('board', {}));
  const {at} = board;
  const held = board.claims.filter((claim) => session === undefined || claim.holder === session);
  const waits = board.waits.filter((wait) => session === undefined || wait.session === session);
  const rows = [...held.map((claim) => rowOfClaim(claim, at)), ...waits.map((wait) => rowOfWait(wait, at))];
  return {text: rows.length === 0 ? 'Nothing is claimed.' : inColumns(rows), json: {claims: held, waits, at}};
}

const rowOfClaim = (claim: BoardClaim, at: number): string[] => [
  claim.id,
  claim.holder,
  `${claim.mode}${claim.automatic ? ', by an edit' : ''}`,
  `${lasting(claim.expiresAt - at)} left`,
  what(claim),
];

const rowOfWait = (wait: BoardWait, at: number): string[] => [
  wait.id,
  wait.session,
  `waits for ${wait.behind.join(', ') || 'its turn'}`,
  `gives up in ${lasting(wait.until - at)}`,
  what(wait),
];

const what = ({resources, reason}: Pick<BoardClaim, 'resources' | 'reason'>): string =>
  shortened(`${resources.join(' ')}${reason === '' ? '' : ` (${reason})`}`, 100);
