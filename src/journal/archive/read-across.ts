import type {StatementSync} from 'node:sqlite';
import type {Event} from '../../core/index.ts';
import type {Archive} from './archive.ts';
import {type EventRow, eventOfRow} from './archive-line.ts';

export const SELECT_EVENTS = 'SELECT position, at, wall, command, actor, body FROM event WHERE position > ? ORDER BY position LIMIT ?';

/** Events after `from`, oldest first, at most `limit`: from the table, and where they have left it from the archive. */
export function readAcross(table: StatementSync, archive: Archive, from: number, limit: number): Event[] {
  const events = (table.all(from, limit) as unknown as EventRow[]).map(eventOfRow);
  const begin = events[0]?.position;
  if (begin === undefined || begin === from + 1) return events;
  // Asked for after the table: what leaves it meanwhile is in the archive before.
  return archive.read(from, limit, begin).concat(events).slice(0, limit);
}
