import {isSameFile, keptFile} from '../platform/kept-file.ts';
import type {ProcessLock} from '../platform/process-lock.ts';
import {watchOver} from '../platform/watch-over.ts';
import type {Supervisor} from '../supervisor/supervisor.ts';
import type {ControlServer} from './control-server.ts';

/** A project that was moved aside for a moment is no reason to end its team. Milliseconds. */
const GONE_FOR = 10_000;

export interface RunFolderKeeping {
  readonly supervisor: Supervisor;
  readonly lock: ProcessLock;
  readonly control: ControlServer;
  /** The lock was deleted, and another supervisor took the one that stands there now. */
  readonly onTakenOver: () => void;
  /** The project itself is gone, and with it everything that the team works for. */
  readonly onProjectGone: () => void;
}

/** Makes good what somebody deletes under the running team, before a second supervisor can begin in its place. */
export function keepRunFolder({supervisor, lock, control, onTakenOver, onProjectGone}: RunFolderKeeping): Disposable {
  const {runFolder, project, files} = supervisor;
  const home = keptFile(project);
  let goneSince: number | null = null;
  const look = async (): Promise<void> => {
    if (!isSameFile(project, home)) {
      goneSince ??= performance.now();
      if (performance.now() - goneSince < GONE_FOR) return;
      keeping[Symbol.dispose]();
      onProjectGone();
      return;
    }
    goneSince = null;
    if (lock.stands && control.stands && runFolder.stands) return;
    runFolder.make();
    if (!lock.retake()) {
      keeping[Symbol.dispose]();
      onTakenOver();
      return;
    }
    if (!control.stands) await control.listen();
    if (!runFolder.stands) runFolder.writeAgain();
    supervisor.writeProjections();
    supervisor.setNotice(
      'run folder',
      `Something deleted files in ${files.run} while the team ran. Harmony wrote them again; the sessions go on. One that was idle then may not hear of new messages until it is restarted (harmony restart NAME).`,
    );
  };
  const keeping = watchOver(files.supervisorLock, async () => {
    try {
      await look();
    } catch (error) {
      supervisor.setNotice('run folder', `${files.run} was deleted, and could not be written again: ${error}`);
    }
  });
  return keeping;
}
