import {mkdirSync} from 'node:fs';
import {isSameFile, keptFile} from '../platform/kept-file.ts';
import type {ProcessLock} from '../platform/process-lock.ts';
import {watchOver} from '../platform/watch-over.ts';
import type {projectFiles} from '../protocol/layout.ts';
import type {HostServer} from './host-server.ts';

/** A project that was moved aside for a moment is no reason to end its programs; its supervisor ends them sooner. Milliseconds. */
const GONE_FOR = 20_000;

export interface SocketKeeping {
  readonly project: string;
  readonly files: Pick<ReturnType<typeof projectFiles>, 'run' | 'hostLock'>;
  readonly lock: ProcessLock;
  readonly server: HostServer;
  readonly log: (line: string) => void;
  /** Another host took the lock, or the project is gone: nobody can reach the programs of this one any more. */
  readonly endAll: () => void;
}

/** Makes good what somebody deletes under the running host: the lock by which it is the only one, and the socket by which it is found. */
export function keepSocket({project, files, lock, server, log, endAll}: SocketKeeping): Disposable {
  const home = keptFile(project);
  let goneSince: number | null = null;
  const giveUp = (why: string): void => {
    log(`${why}: ending what runs here`);
    keeping[Symbol.dispose]();
    endAll();
  };
  const look = async (): Promise<void> => {
    if (!isSameFile(project, home)) {
      goneSince ??= performance.now();
      if (performance.now() - goneSince > GONE_FOR) giveUp(`${project} is gone`);
      return;
    }
    goneSince = null;
    if (lock.stands && server.stands) return;
    mkdirSync(files.run, {recursive: true, mode: 0o700});
    if (!lock.retake()) {
      giveUp('another terminal host has taken this project: the lock had been deleted');
      return;
    }
    if (!server.stands) await server.listen();
    await server.host.reopenLogs();
    log(`files in ${files.run} were deleted; lock and socket are there again`);
  };
  const keeping = watchOver(files.hostLock, () =>
    look().catch((error) => log(`the socket was deleted, and could not be made again: ${error}`)),
  );
  return keeping;
}
