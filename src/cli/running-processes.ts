import {NotAnsweringError} from '../client/not-answering.ts';
import {TerminalClient} from '../client/terminals.ts';
import {isAlive, type ProcessIdentity} from '../platform/process-identity.ts';
import {projectFiles} from '../protocol/layout.ts';

/** There is no event for the end of a process that is not one's child. Milliseconds. */
const LOOK_EVERY = 20;

/** `null`: none runs. Requests of one that does not answer are rejected with `NotAnsweringError`. */
export async function connectHost(project: string): Promise<TerminalClient | null> {
  const host = await TerminalClient.connect(projectFiles(project).terminals);
  host?.onSilence(() => host.close(new NotAnsweringError(`The terminal host of ${project} does not answer.`)));
  return host;
}

export async function untilEnded(process: ProcessIdentity): Promise<void> {
  while (isAlive(process)) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
}
