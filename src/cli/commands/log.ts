import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import {followJournal} from '../logs/journal-lines.ts';
import type {Result} from '../output.ts';
import {momentOf} from '../text/moment.ts';

const USUAL_LINES = 50;

interface Options {
  readonly since: string | undefined;
  readonly session: string | undefined;
  readonly type: string | undefined;
  readonly follow: boolean;
  readonly lines: number | undefined;
}

export async function log(_: object, {since, session, type, follow, lines}: Options, context: Context): Promise<Result> {
  // Who says since when wants all of it.
  const most = lines ?? (since === undefined ? USUAL_LINES : Number.MAX_SAFE_INTEGER);
  if (!(Number.isInteger(most) && most >= 0)) throw usageError(`--lines takes a number, not ${lines}.`, 'harmony log --help');
  const moment = since === undefined ? 0 : momentOf(since, Date.now());
  if (moment === null) throw usageError(`--since takes 2h, 14:30 or 2026-03-01T14:30, not "${since}".`, 'harmony log --help');
  await followJournal(context, {session, type, since: moment}, most, follow);
  return {};
}
