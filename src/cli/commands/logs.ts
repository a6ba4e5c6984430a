import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import {followJournal} from '../logs/journal-lines.ts';
import {followSupervisorLog} from '../logs/supervisor-log.ts';
import type {Result} from '../output.ts';

const USUAL_LINES = 50;

interface Options {
  readonly follow: boolean;
  readonly lines: number | undefined;
  readonly supervisor: boolean;
}

export async function logs({session}: {session: string | undefined}, options: Options, context: Context): Promise<Result> {
  const {follow, lines = USUAL_LINES, supervisor} = options;
  if (!(Number.isInteger(lines) && lines >= 0)) throw usageError(`--lines takes a number, not ${lines}.`, 'harmony logs --help');
  if (supervisor && session !== undefined) throw usageError('--supervisor is not about one session.', 'harmony logs --help');
  if (supervisor) await followSupervisorLog(context, lines, follow);
  else await followJournal(context, session, lines, follow);
  return {};
}
