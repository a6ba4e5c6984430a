import type {CommandBody} from '../../core/index.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import type {Result} from '../output.ts';
import {sendCommand} from '../send-command.ts';

type SessionCommand = Extract<CommandBody, {type: `session.${'pause' | 'resume' | 'start' | 'stop' | 'restart'}`}>['type'];
type Handler = (args: {sessions: readonly string[]}, options: {all: boolean}, context: Context) => Promise<Result>;

/** The same thing for one session, several, or all of the configuration. */
const forSessions =
  (type: SessionCommand, done: string): Handler =>
  async ({sessions: named}, {all}, context) => {
    if (named.length === 0 && !all) throw usageError('Name sessions, or say --all.', `harmony ${type.slice('session.'.length)} --help`);
    const sessions = all ? await configuredSessions(context) : named;
    for (const session of sessions) await sendCommand(context, {type, session});
    return {text: sessions.length === 0 ? 'The team has no sessions.' : `${done}: ${sessions.join(', ')}.`, json: {sessions}};
  };

/** Those that Harmony runs; one that a person started by hand is named when it is meant. */
async function configuredSessions(context: Context): Promise<string[]> {
  using team = await connectTeam(context);
  const {sessions} = await team.request('board', {});
  return sessions.filter((session) => session.origin === 'config').map((session) => session.id);
}

export const pause = forSessions('session.pause', 'Paused');
export const resume = forSessions('session.resume', 'Goes on');
export const start = forSessions('session.start', 'Starts');
export const stop = forSessions('session.stop', 'Ends');
export const restart = forSessions('session.restart', 'Starts again');
