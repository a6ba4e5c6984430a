import {type Event, emptyTeam, evolve, type Team} from '../../core/index.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {notFoundError} from '../errors.ts';
import {followTeam} from '../follow.ts';
import {type ReachedTeam, reachTeam} from '../reach.ts';
import {clockTime} from './clock-time.ts';

/** A page stays well below the longest line of the protocol. */
const PAGE = 500;

interface Line {
  readonly event: Event;
  readonly session: string | null;
  /** `null`: not worth a line for people. */
  readonly text: string | null;
}

interface Wanted {
  readonly session: string | undefined;
  /** `claim.granted`, or what stands before the full stop: `claim`. */
  readonly type: string | undefined;
  /** Wall time. */
  readonly since: number;
}

/** Prints what the team did, from its journal, and goes on as more happens. */
export async function followJournal(context: Context, {session, type, since}: Wanted, lines: number, follow: boolean): Promise<void> {
  // What a line says may need the claim or the task that an event names: the journal is folded from its beginning.
  const folded = emptyTeam();
  const isShown = (line: Line): boolean =>
    (context.output.json || line.text !== null) &&
    line.event.wall >= since &&
    (type === undefined || line.event.body.type === type || line.event.body.type.startsWith(`${type}.`)) &&
    (session === undefined || line.session === session || line.event.actor === session);
  const print = ({event, text, session: about}: Line): void =>
    context.output.result({text: `${clockTime(event.wall)}  ${(about ?? event.actor).padEnd(12)}  ${text}`, json: event});
  using team = follow ? await connectTeam(context) : await reachTeam(context);
  const past = (await readOn(team, folded)).filter(isShown);
  if (session !== undefined && !Object.hasOwn(folded.sessions, session) && past.length === 0) {
    throw notFoundError(`There is no session "${session}".`, `There are: ${Object.keys(folded.sessions).join(', ')}.`);
  }
  for (const line of past.slice(past.length - Math.min(lines, past.length))) print(line);
  if (!('onPush' in team)) return;
  await followTeam(team, async () => {
    for (const line of (await readOn(team, folded)).filter(isShown)) print(line);
  });
}

/** Folds what has happened since the last reading, and says it in lines. */
async function readOn(team: Pick<ReachedTeam, 'request'>, folded: Team): Promise<Line[]> {
  const lines: Line[] = [];
  for (;;) {
    const events = await team.request('events', {from: folded.position, limit: PAGE});
    for (const event of events) {
      const before = folded.activity.at(-1);
      evolve(folded, event);
      const entry = folded.activity.at(-1);
      const isNew = entry !== undefined && entry !== before;
      lines.push({event, session: isNew ? entry.session : null, text: isNew ? entry.text : null});
    }
    if (events.length < PAGE) return lines;
  }
}
