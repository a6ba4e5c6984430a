import {nextSilenceAt} from './health/silence.ts';
import {awaitingReply} from './messages/mail-index.ts';
import {replyDueAt} from './messages/reply-due.ts';
import {silentAt} from './tasks/silence.ts';
import type {Team, Timestamp} from './team.ts';

/** When `time.pass` has something to do next. `null`: nothing is waiting for time. */
export function nextTimerAt(team: Team): Timestamp | null {
  let first = nextSilenceAt(team) ?? Number.POSITIVE_INFINITY;
  for (const {expiresAt} of Object.values(team.claims)) first = Math.min(first, expiresAt);
  for (const {until} of Object.values(team.waits)) first = Math.min(first, until);
  for (const message of awaitingReply(team)) first = Math.min(first, replyDueAt(message) ?? first);
  for (const task of Object.values(team.tasks)) first = Math.min(first, silentAt(team, task) ?? first);
  return first === Number.POSITIVE_INFINITY ? null : first;
}
