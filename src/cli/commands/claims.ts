import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {inColumns, shortened} from '../text/columns.ts';
import {lasting} from '../text/times.ts';

export async function claims({session}: {session: string | undefined}, _: object, context: Context): Promise<Result> {
  using team = await connectTeam(context);
  const {claims: all, at} = await team.request('board', {});
  const shown = all.filter((claim) => session === undefined || claim.holder === session);
  const rows = shown.map((claim) => [
    claim.id,
    claim.holder,
    `${claim.mode}${claim.automatic ? ', by an edit' : ''}`,
    `${lasting(claim.expiresAt - at)} left`,
    shortened(`${claim.resources.join(' ')}${claim.reason === '' ? '' : ` (${claim.reason})`}`, 100),
  ]);
  return {text: rows.length === 0 ? 'Nothing is claimed.' : inColumns(rows), json: {claims: shown, at}};
}
