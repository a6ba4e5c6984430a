import {setTimeout as pause} from 'node:timers/promises';
import {boardOf, type Event, evolve, statusBoardMarkdown} from '../../core/index.ts';
import type {Context} from '../context.ts';
import {notFoundError, usageError} from '../errors.ts';
import {eventsAfter, openJournalSource} from '../logs/journal-source.ts';
import {foldIntoLine, storyText} from '../logs/story-line.ts';
import type {Result} from '../output.ts';
import {momentOf} from '../text/moment.ts';

const HELP = 'harmony replay --help';
/** However long nothing happened. Milliseconds. */
const LONGEST_PAUSE = 2_000;

interface Options {
  readonly at: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly speed: number | undefined;
}

/** A place in the journal: by position, or by wall time. */
type Place = {readonly position: number} | {readonly moment: number};

export async function replay(_: object, {at, from, to, speed}: Options, context: Context): Promise<Result> {
  if (at !== undefined && (from ?? to ?? speed) !== undefined) {
    throw usageError('--at is one moment; --from, --to and --speed tell a story. Say one of the two.', HELP);
  }
  if (at !== undefined) return boardAt(at, placeOf('at', at), context);
  if (from === undefined && to === undefined) throw usageError('Say which moment (--at 30m), or from when on (--from 2h).', HELP);
  if (speed !== undefined && !(speed > 0))
    throw usageError(`--speed takes how many times as fast, 60 for a minute a second, not ${speed}.`, HELP);
  const [first, last] = [from === undefined ? {position: 1} : placeOf('from', from), to === undefined ? null : placeOf('to', to)];
  return tellStory(first, last, speed ?? Number.POSITIVE_INFINITY, context);
}

function placeOf(option: string, text: string): Place {
  if (/^\d+$/.test(text)) return {position: Number(text)};
  const moment = momentOf(text, Date.now());
  if (moment === null) throw usageError(`--${option} takes 2h, 14:30, 2026-03-01T14:30 or a position, not "${text}".`, HELP);
  return {moment};
}

const isAfter = (event: Event, place: Place): boolean =>
  'position' in place ? event.position > place.position : event.wall > place.moment;
const isBefore = (event: Event, place: Place): boolean =>
  'position' in place ? event.position < place.position : event.wall < place.moment;

/** The board as it was: the events up to then, folded. */
async function boardAt(at: string, place: Place, context: Context): Promise<Result> {
  using source = await openJournalSource(context);
  let last: Event | null = null;
  const folded = source.begin((event) => {
    if (isAfter(event, place)) return false;
    last = event;
    return true;
  });
  for await (const event of eventsAfter(source, folded.position)) {
    if (isAfter(event, place)) break;
    evolve(folded, event);
    last = event;
  }
  // Both ways of finding one are callbacks to the compiler.
  const found = last as Event | null;
  if (found === null || ('position' in place && folded.position < place.position)) {
    throw notFoundError(
      found === null ? `Nothing had happened by ${at}.` : `The journal ends at ${folded.position}: there is no position ${at}.`,
      'See what is in it: harmony log --json',
    );
  }
  // Between two events team time went on as the wall clock did.
  const board = boardOf(folded, found.at + ('moment' in place ? place.moment - found.wall : 0));
  return {text: statusBoardMarkdown(board), json: board};
}

/** Line by line, with the pauses that there were, so many times as short. */
async function tellStory(first: Place, last: Place | null, speed: number, context: Context): Promise<Result> {
  using source = await openJournalSource(context);
  const folded = source.begin((event) => isBefore(event, first));
  let wall: number | null = null;
  for await (const event of eventsAfter(source, folded.position)) {
    if (last !== null && isAfter(event, last)) break;
    const line = foldIntoLine(folded, event);
    if (isBefore(event, first) || (line.text === null && !context.output.json)) continue;
    const passed = wall === null ? 0 : Math.max(0, event.wall - wall) / speed;
    if (passed > 0) await pause(Math.min(passed, LONGEST_PAUSE));
    wall = event.wall;
    context.output.result({text: storyText(line), json: event});
  }
  if (wall === null) throw notFoundError('Nothing happened between these.', 'See what is in the journal: harmony log --json');
  return {};
}
