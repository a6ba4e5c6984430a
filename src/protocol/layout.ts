import {join} from 'node:path';

/** Where a project's files are. Everything that is not for people or git is below `.harmony/run/` (0700). */
export const projectFiles = (project: string) => {
  const harmony = join(project, '.harmony');
  const run = join(harmony, 'run');
  return {
    harmony,
    run,
    journal: join(run, 'journal.db'),
    /** Held by SQLite's own kernel lock while the supervisor (or the host) lives: no stale lock is possible. */
    supervisorLock: join(run, 'supervisor.lock'),
    hostLock: join(run, 'terminals.lock'),
    control: join(run, 'control.sock'),
    terminals: join(run, 'terminals.sock'),
    /** {port, key}: kept across restarts because running sessions keep the old URL. */
    gateway: join(run, 'gateway.json'),
    supervisorLog: join(run, 'supervisor.log'),
    hostLog: join(run, 'terminals.log'),
    /** Raw output per terminal. */
    output: join(run, 'output'),
    session: (id: string) => join(run, 'sessions', id),
    /** Shims on the sessions' PATH. */
    bin: join(run, 'bin'),
    board: join(harmony, 'STATUS_BOARD.md'),
    sessions: join(harmony, 'sessions'),
    claims: join(harmony, 'claims'),
    messages: join(harmony, 'messages'),
    notes: join(harmony, 'notes'),
    /** For searching them; made anew whenever it is missing. */
    noteIndex: join(run, 'notes.db'),
  } as const;
};
