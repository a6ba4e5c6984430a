import {setTimeout as wait} from 'node:timers/promises';
import {ConnectionLostError} from '../../client/connection-lost.ts';
import type {ControlClient} from '../../client/control.ts';
import {TerminalClient} from '../../client/terminals.ts';
import {isAlive, startTimeOf} from '../../platform/process-identity.ts';
import {projectFiles} from '../../protocol/layout.ts';
import {startSupervisor} from '../start-supervisor.ts';

const LOOK_EVERY = 25;

/** Ends everything that runs in the folder and returns when the supervisor is gone. */
export async function endTeam(folder: string, control: ControlClient): Promise<void> {
  try {
    await down(control);
  } catch (error) {
    if (!(error instanceof ConnectionLostError)) throw error;
    // Ended by somebody else; or it died, and a new one knows what it has left behind.
    using terminals = await TerminalClient.connect(projectFiles(folder).terminals);
    if (terminals) await down(await startSupervisor(folder));
  }
}

async function down(control: ControlClient): Promise<void> {
  const {pid} = control.supervisor;
  const startTime = startTimeOf(pid);
  await control.request('down', {});
  control[Symbol.dispose]();
  // It writes a last time after its answer, and there is no event for the end of a process that is not one's child.
  while (startTime !== null && isAlive({pid, startTime})) await wait(LOOK_EVERY);
}
