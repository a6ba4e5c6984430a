import {existsSync} from 'node:fs';
import {setImmediate} from 'node:timers/promises';
import {type Event, emptyTeam, type Team} from '../../core/index.ts';
import {JournalError} from '../../journal/journal.ts';
import {JournalReader} from '../../journal/journal-reader.ts';
import {FOLD} from '../../journal/team-store.ts';
import {projectFiles} from '../../protocol/layout.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {failedError} from '../errors.ts';

/** A page stays well below the longest line of the protocol. */
export const PAGE = 500;

/** The journal of a project for reading: its file, whether a team runs or not; where that is gone under a running team, what that team still has. */
export interface JournalSource extends Disposable {
  read(from: number): Promise<readonly Event[]>;
  /** A team to fold on from: up to an event with which `isEarly` is content, as late as there is one; else the empty one. */
  begin(isEarly: (last: Event) => boolean): Team;
  /** Position of the last event; `null`: only reading tells. */
  readonly end: number | null;
}

export async function openJournalSource(context: Context): Promise<JournalSource> {
  const {journal} = projectFiles(context.project);
  if (existsSync(journal)) return explained(() => ofFile(journal));
  const team = await connectTeam(context);
  return {
    read: (from) => team.request('events', {from, limit: PAGE}),
    begin: emptyTeam,
    end: null,
    [Symbol.dispose]: () => team[Symbol.dispose](),
  };
}

function ofFile(journal: string): JournalSource {
  const reader = new JournalReader(journal);
  return {
    read: async (from) => {
      // Whoever pressed Ctrl-C is heard between two pages.
      await setImmediate();
      return explained(() => reader.read(from, PAGE));
    },
    begin: (isEarly) => explained(() => reader.snapshotWhere(FOLD, isEarly)?.team ?? emptyTeam()),
    end: explained(() => reader.position()),
    [Symbol.dispose]: () => reader[Symbol.dispose](),
  };
}

function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof JournalError) throw failedError(error.message, error.remedy);
    throw error;
  }
}

/** All events that come after the team's, page by page. */
export async function* eventsAfter(source: JournalSource, position: number): AsyncGenerator<Event> {
  for (let from = position; ; ) {
    const events = await source.read(from);
    yield* events;
    const last = events.at(-1);
    if (!last || events.length < PAGE) return;
    from = last.position;
  }
}
