import {ControlClient, type Identity} from '../client/control.ts';
import {NotAnsweringError} from '../client/not-answering.ts';
import {lastHolder} from '../platform/lock-holder.ts';
import {projectFiles} from '../protocol/layout.ts';
import type {Context} from './context.ts';
import {CommandError, usageError} from './errors.ts';
import {EXIT} from './exit-codes.ts';

/** The running team of the project, as the session whose environment this is, else as the human. */
export async function connectTeam(context: Context): Promise<ControlClient> {
  const team = await findTeam(context);
  if (team) return team;
  throw await notRunning(context.project);
}

/** Says, too, when only the supervisor is gone: then sessions are running that cost something. */
export async function notRunning(project: string): Promise<CommandError> {
  const {sessionsAlone} = await import('./end-sessions-alone.ts');
  const alone = await sessionsAlone(project);
  return new CommandError({
    code: 'not-running',
    message:
      alone.length > 0
        ? `The supervisor of ${project} is gone, but its sessions go on: ${alone.join(', ')}.`
        : `No team is running in ${project}.`,
    remedy: alone.length > 0 ? 'Take them over: harmony up. End them: harmony down' : 'Start it: harmony up',
    details: alone.length > 0 ? {project, sessions: alone} : {project},
    exitCode: EXIT.notFound,
  });
}

/** `null`: no team is running. */
export async function findTeam({project, environment}: Context): Promise<ControlClient | null> {
  const files = projectFiles(project);
  try {
    return await ControlClient.connect(files.control, identityOf(environment));
  } catch (error) {
    if (!(error instanceof NotAnsweringError)) throw error;
    const pid = lastHolder(files.supervisorLock)?.pid;
    throw new NotAnsweringError(`The supervisor of ${project} does not answer${pid === undefined ? '' : ` (pid ${pid})`}.`, {cause: error});
  }
}

/** `undefined`: the human. */
export function identityOf({HARMONY_SESSION: session, HARMONY_TOKEN: token}: Context['environment']): Identity | undefined {
  if (!session && !token) return undefined;
  if (session && token) return {session, token};
  throw usageError(
    `Only one of HARMONY_SESSION and HARMONY_TOKEN is set: it is not clear who is calling.`,
    'Set both (eval "$(harmony join --name NAME --export)"), or neither to act as the human.',
  );
}
