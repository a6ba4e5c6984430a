import type {Event, Team} from '../../core/index.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {notFoundError} from '../errors.ts';
import {followTeam} from '../follow.ts';
import {eventsAfter, type JournalSource, openJournalSource} from './journal-source.ts';
import {foldIntoLine, type StoryLine, storyText} from './story-line.ts';

/** Most of them are worth a line. Events looked at first for each line that is wanted. */
const EVENTS_FOR_A_LINE = 20;

interface Wanted {
  readonly session: string | undefined;
  /** `claim.granted`, or what stands before the full stop: `claim`. */
  readonly type: string | undefined;
  /** Wall time. */
  readonly since: number;
}

/** Prints what the team did, from its journal, and goes on as more happens. */
export async function followJournal(context: Context, wanted: Wanted, lines: number, follow: boolean): Promise<void> {
  const {session} = wanted;
  // Before anything is printed: without a team nothing more will happen.
  using team = follow ? await connectTeam(context) : null;
  using source = await openJournalSource(context);
  const isShown = shownLines(wanted, context.output.json);
  const print = (line: StoryLine): void => context.output.result({text: storyText(line), json: line.event});
  const {folded, past} = await readPast(source, wanted, lines, isShown);
  if (session !== undefined && !Object.hasOwn(folded.sessions, session) && past.length === 0) {
    throw notFoundError(`There is no session "${session}".`, `There are: ${Object.keys(folded.sessions).join(', ')}.`);
  }
  for (const line of past.slice(past.length - Math.min(lines, past.length))) print(line);
  if (!team) return;
  await followTeam(team, async () => {
    for (const line of (await readOn(source, folded)).filter(isShown)) print(line);
  });
}

const shownLines =
  ({session, type, since}: Wanted, all: boolean) =>
  (line: StoryLine): boolean =>
    (all || line.text !== null) &&
    line.event.wall >= since &&
    (type === undefined || line.event.body.type === type || line.event.body.type.startsWith(`${type}.`)) &&
    (session === undefined || line.session === session || line.event.actor === session);

/** From a snapshot that is early enough; where that brings too few lines, from the very beginning. */
async function readPast(
  source: JournalSource,
  wanted: Wanted,
  lines: number,
  isShown: (line: StoryLine) => boolean,
): Promise<{folded: Team; past: StoryLine[]}> {
  const enough = (source.end ?? 0) - lines * EVENTS_FOR_A_LINE;
  const folded = source.begin(({position, wall}: Event) => (wanted.since > 0 ? wall < wanted.since : position <= enough));
  const begun = folded.position;
  const past = (await readOn(source, folded)).filter(isShown);
  if (begun === 0 || wanted.since > 0 || past.length >= lines) return {folded, past};
  const anew = source.begin(() => false);
  return {folded: anew, past: (await readOn(source, anew)).filter(isShown)};
}

/** Folds what has happened since the last reading, and says it in lines. */
async function readOn(source: JournalSource, folded: Team): Promise<StoryLine[]> {
  const lines: StoryLine[] = [];
  for await (const event of eventsAfter(source, folded.position)) lines.push(foldIntoLine(folded, event));
  return lines;
}
