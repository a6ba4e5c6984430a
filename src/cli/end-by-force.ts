import process from 'node:process';
import {NotAnsweringError} from '../client/not-answering.ts';
import {holderOf} from '../platform/process-lock.ts';
import {processesOf} from '../platform/processes-of.ts';
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
  const supervisor = await kill(files.supervisorLock, 'supervisor.js', project);
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
    const ended = await endSessionsAlone(project);
    // One whose socket was deleted can only be killed.
    return {ended, host: ended === null ? await kill(lock, 'terminal-host.js', project) : null};
  } catch (error) {
    if (!(error instanceof NotAnsweringError)) throw error;
    return {ended: null, host: await kill(lock, 'terminal-host.js', project)};
  }
}

/** Kills the process that has the lock, or where that file was deleted the one that runs for the project. Its pid, when it is gone. */
async function kill(lock: string, program: string, project: string): Promise<number | null> {
  const holder = holderOf(lock);
  const found = holder ? [holder] : processesOf(program, ['--project', project]);
  for (const {pid} of found) process.kill(pid, 'SIGKILL');
  for (const identity of found) await untilEnded(identity);
  return found[0]?.pid ?? null;
}
