import type {ControlClient} from '../client/control.ts';
import {TerminalClient} from '../client/terminals.ts';
import {isAlive, startTimeOf} from '../platform/process-identity.ts';
import {projectFiles} from '../protocol/layout.ts';

export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** There is no event for the end of a process that is not one's child. Milliseconds. */
const LOOK_EVERY = 20;

/** `null`: there is no such process (any more). */
export function identityOf(pid: number): ProcessIdentity | null {
  const startTime = startTimeOf(pid);
  return startTime === null ? null : {pid, startTime};
}

/** Pid of the terminal host. `null`: none runs. */
export async function terminalHostPid(team: ControlClient): Promise<number | null> {
  using host = await TerminalClient.connect(projectFiles(team.supervisor.project).terminals);
  return host ? (await host.request('list', {})).pid : null;
}

export async function untilEnded(process: ProcessIdentity): Promise<void> {
  while (isAlive(process)) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
}
