import {boardOf, type Event, emptyTeam, evolve, statusBoardMarkdown} from '../../core/index.ts';
import type {Context} from '../context.ts';
import {notFoundError, usageError} from '../errors.ts';
import type {Result} from '../output.ts';
import {reachTeam} from '../reach.ts';
import {momentOf} from '../text/moment.ts';

/** A page stays well below the longest line of the protocol. */
const PAGE = 500;

/** The board as it was: the events up to then, folded. */
export async function replay(_: object, {at}: {at: string | undefined}, context: Context): Promise<Result> {
  if (at === undefined) throw usageError('Say which moment: --at 30m.', 'harmony replay --help');
  const position = /^\d+$/.test(at) ? Number(at) : null;
  const moment = position === null ? momentOf(at, Date.now()) : null;
  if (position === null && moment === null) {
    throw usageError(`--at takes 2h, 14:30, 2026-03-01T14:30 or a position, not "${at}".`, 'harmony replay --help');
  }
  using team = await reachTeam(context);
  const folded = emptyTeam();
  let last: Event | null = null;
  reading: for (;;) {
    const events = await team.request('events', {from: folded.position, limit: PAGE});
    for (const event of events) {
      if (position !== null ? event.position > position : event.wall > (moment ?? 0)) break reading;
      evolve(folded, event);
      last = event;
    }
    if (events.length < PAGE) break;
  }
  if (last === null || (position !== null && folded.position < position)) {
    throw notFoundError(
      last === null ? `Nothing had happened by ${at}.` : `The journal ends at ${folded.position}: there is no position ${at}.`,
      'See what is in it: harmony log --json',
    );
  }
  // Between two events team time went on as the wall clock did.
  const board = boardOf(folded, last.at + (moment === null ? 0 : moment - last.wall));
  return {text: statusBoardMarkdown(board), json: board};
}
