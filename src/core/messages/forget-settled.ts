import {numberOf} from '../records.ts';
import type {Team} from '../team.ts';
import {mailIndexOf} from './mail-index.ts';

/** Forgets the oldest messages with which nothing is left to do: they stay in the journal. In batches, so that most messages cost nothing. */
export function forgetSettledMessages(team: Team, mostKept: number): void {
  const index = mailIndexOf(team);
  if (index.settled.size < mostKept * 2) return;
  const oldestFirst = [...index.settled].sort((a, b) => numberOf(a) - numberOf(b));
  for (const id of oldestFirst.slice(0, oldestFirst.length - mostKept)) {
    const message = team.messages[id];
    if (message) index.remove(message);
    delete team.messages[id];
  }
}
