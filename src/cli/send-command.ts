import {ConnectionLostError} from '../client/connection-lost.ts';
import {RefusedError} from '../client/control.ts';
import type {CommandBody} from '../core/index.ts';
import {retryWhileLost} from './ask-team.ts';
import {makeCommandId} from './command-id.ts';
import {findTeam} from './connect.ts';
import type {Context} from './context.ts';
import {CommandError} from './errors.ts';
import {EXIT} from './exit-codes.ts';
import {openJournalTeam, reachTeam} from './reach.ts';

interface Request {
  readonly id: string;
  readonly body: CommandBody;
}

/**
 * Has one command decided, and gives its verdict's value. When the connection is lost, it may have been carried out or not: it is sent again with the
 * same id, to whoever has the journal then, and counts once.
 */
export async function sendCommand(context: Context, body: CommandBody): Promise<unknown> {
  const request = {id: makeCommandId(), body};
  try {
    return await retryWhileLost((lost) => (lost && context.needs === 'team' ? findOut(request, context) : sendOnce(request, context)));
  } catch (error) {
    if (error instanceof ConnectionLostError) throw unknownEnd(request, error);
    throw error;
  }
}

async function sendOnce(request: Request, context: Context): Promise<unknown> {
  using team = await reachTeam(context);
  const value = await team.request('command', request);
  if (!team.supervised && request.body.type.startsWith('message.'))
    context.output.progress('No supervisor runs: it is delivered when the team is started (harmony up).');
  return value;
}

/** What needs a supervisor is sent to the next one. While there is none, the journal says whether the last one carried it out. */
async function findOut(request: Request, context: Context): Promise<unknown> {
  using team = await findTeam(context);
  if (team) return await team.request('command', request);
  const journal = await openJournalTeam(context);
  if (journal === 'none' || journal === 'supervised')
    throw new ConnectionLostError('The supervisor ended, and the next one does not listen yet.');
  using _ = journal;
  const verdict = journal.verdictOf(request.id);
  if (verdict?.ok) return verdict.value;
  if (verdict) throw new RefusedError(verdict.refusal);
  throw new CommandError({
    code: 'not-running',
    message: `The supervisor of ${context.project} ended before it did this: nothing was changed.`,
    remedy: 'Start it again (harmony up), then try again.',
    details: {project: context.project},
    exitCode: EXIT.notFound,
  });
}

const unknownEnd = ({id}: Request, cause: Error): CommandError =>
  new CommandError(
    {
      code: 'connection-lost',
      message: 'The supervisor ended again and again before it answered: whether this was carried out is not known.',
      remedy: 'Look before you try again (harmony board), and why it ended: harmony logs',
      details: {command: id},
      exitCode: EXIT.failed,
    },
    {cause},
  );
