import {emptyTeam} from '../../src/core/index.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import type {NewEvent} from '../../src/journal/journal.ts';

/** An event of its own for each millisecond of team time. */
export const eventAt = (at: number): NewEvent => ({
  at,
  wall: at + 7,
  command: `command "${at}" é`,
  actor: 'human',
  body: {type: 'session.startRequested', session: `ada-${at}`},
});

/** Appends one event a millisecond until the journal has so many. */
export function fillJournal(file: string, count: number, snapshot = count): void {
  const journal = new FileJournal(file);
  const from = journal.position();
  journal.append(
    from,
    Array.from({length: count - from}, (_, index) => eventAt(from + index + 1)),
    [],
  );
  if (snapshot > 0) journal.saveSnapshot({position: snapshot, format: 1, team: emptyTeam()});
  journal.close();
}
