import type {TerminalClient} from '../client/terminals.ts';
import {connectHost} from './running-processes.ts';

/** Sessions that run in a terminal host, whether or not a supervisor knows of them. */
export async function sessionsAlone(project: string): Promise<string[]> {
  using host = await connectHost(project);
  return host ? await running(host) : [];
}

/** Ends the terminal host with everything in it, without a supervisor. Names of the sessions; `null`: there is no host. */
export async function endSessionsAlone(project: string): Promise<string[] | null> {
  using host = await connectHost(project);
  if (!host) return null;
  const ended = await running(host);
  await host.request('shutdown', {force: true});
  return ended;
}

async function running(host: TerminalClient): Promise<string[]> {
  const {terminals} = await host.request('list', {});
  return terminals.filter(({exit}) => exit === null).map(({terminal}) => terminal);
}
