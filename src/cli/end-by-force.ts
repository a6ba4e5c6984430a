import process from 'node:process';
import {NotAnsweringError} from '../client/not-answering.ts';
import {holderOf} from '../platform/process-lock.ts';
import {sweepMarked, terminalMark} from '../platform/sweep.ts';
import {projectFiles} from '../protocol/layout.ts';
import {notRunning} from './connect.ts';
import type {Context} from './context.ts';
import {endSessionsAlone} from './end-sessions-alone.ts';
import {failedError} from './errors.ts';
import {untilEnded} from './running-processes.ts';

/**
 * Ends a team of which something does not answer: kills the supervisor, has the host end its sessions, or kills it, too, and everything that was
 * started in a terminal of this project. The journal stays whole: it is made for that. Names of the sessions that the host told of.
 */
export async function endByForce({project, environment, output}: Context): Promise<string[]> {
  if (environment.HARMONY_SESSION) throw failedError('Only a person may end the team.', 'Ask them.');
  const files = projectFiles(project);
  const supervisor = await kill(files.supervisorLock);
  if (supervisor !== null) output.progress(`killed the supervisor (pid ${supervisor})`);
  const {ended, host} = await endHost(project, files.hostLock);
  if (host !== null) output.progress(`killed the terminal host (pid ${host})`);
  const terminals = terminalMark(project, '');
  for (const process of await sweepMarked((mark) => mark.startsWith(terminals), 'SIGKILL')) await untilEnded(process);
  if (supervisor === null && host === null && ended === null) throw await notRunning(project);
  return ended ?? [];
}

/** It ends its sessions itself, politely, as long as it answers. */
async function endHost(project: string, lock: string): Promise<{ended: string[] | null; host: number | null}> {
  try {
    return {ended: await endSessionsAlone(project), host: null};
  } catch (error) {
    if (!(error instanceof NotAnsweringError)) throw error;
    return {ended: null, host: await kill(lock)};
  }
}

/** Kills exactly the process that has the lock, and returns its pid when it is gone. `null`: nobody has it. */
async function kill(lock: string): Promise<number | null> {
  const holder = holderOf(lock);
  if (!holder) return null;
  process.kill(holder.pid, 'SIGKILL');
  await untilEnded(holder);
  return holder.pid;
}
