import {ConnectionLostError} from '../client/connection-lost.ts';
import {type ControlClient, RefusedError} from '../client/control.ts';
import type {JournalMethod} from '../coordination/coordination.ts';
import type {JournalTeam} from '../coordination/journal-team.ts';
import {lastHolder} from '../platform/lock-holder.ts';
import type {ControlRequests} from '../protocol/control.ts';
import {projectFiles} from '../protocol/layout.ts';
import {connectTeam, findTeam, identityOf, notRunning} from './connect.ts';
import type {Context} from './context.ts';
import {CommandError} from './errors.ts';
import {EXIT} from './exit-codes.ts';

/** A supervisor that folds a long journal listens within seconds, and one that ends is gone as soon. Milliseconds. */
const LONGEST_CHANGE = 10_000;
/** There is no event for a socket of another process. Milliseconds. */
const LOOK_EVERY = 25;

/** The team to a command that needs no more than its journal. */
export interface ReachedTeam extends Disposable {
  request<M extends JournalMethod>(method: M, params: ControlRequests[M]['params']): Promise<ControlRequests[M]['result']>;
  /** Problems to show. */
  notices(): Promise<readonly string[]>;
  /** False: this very command works on the journal, and until it ends no supervisor begins. */
  readonly supervised: boolean;
}

/** The running team; where the command needs no more and no supervisor runs, its journal. */
export async function reachTeam(context: Context): Promise<ReachedTeam> {
  if (context.needs === 'team') return supervisedTeam(await connectTeam(context));
  const giveUp = performance.now() + LONGEST_CHANGE;
  for (;;) {
    const team = await findTeam(context);
    if (team) return supervisedTeam(team);
    const journal = await openJournalTeam(context);
    if (journal === 'none') throw await notRunning(context.project);
    if (journal !== 'supervised') return teamOfJournal(journal, context);
    if (performance.now() > giveUp) throw notListening(context.project);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

/** Its code is read here and not before: most commands find a supervisor. Throws `RefusedError`. */
export async function openJournalTeam({project, environment}: Context): Promise<JournalTeam | 'none' | 'supervised'> {
  const {openWithoutSupervisor} = await import('../coordination/without-supervisor.ts');
  const opened = openWithoutSupervisor(project, identityOf(environment));
  if (opened.kind === 'refused') throw new RefusedError(opened.refusal);
  return opened.kind === 'open' ? opened.team : opened.kind;
}

const supervisedTeam = (client: ControlClient): ReachedTeam => ({
  request: (method, params) => client.request(method, params),
  notices: async () => client.supervisor.notices,
  supervised: true,
  [Symbol.dispose]: () => client[Symbol.dispose](),
});

const teamOfJournal = (journal: JournalTeam, {project}: Context): ReachedTeam => ({
  async request(method, params) {
    const answer = await journal.request(method, params);
    if ('result' in answer) return answer.result as never;
    if ('error' in answer) throw new RefusedError(answer.error);
    throw new ConnectionLostError('Nobody runs who could tell when it has happened.');
  },
  async notices() {
    // A terminal host that hangs is no reason to keep what the journal says.
    const absence = await notRunning(project).catch((error: Error) => error);
    return [`${absence.message} This is what its journal says; nothing is delivered or started. Go on with: harmony up`];
  },
  supervised: false,
  [Symbol.dispose]: () => journal[Symbol.dispose](),
});

function notListening(project: string): CommandError {
  const pid = lastHolder(projectFiles(project).supervisorLock)?.pid;
  return new CommandError({
    code: 'not-answering',
    message: `A supervisor has ${project}${pid === undefined ? '' : ` (pid ${pid})`}, and has not listened for ${LONGEST_CHANGE / 1_000} s.`,
    remedy: 'It is starting, ending, or hangs: harmony logs. Try again, or end it: harmony down --force',
    details: {project},
    exitCode: EXIT.failed,
  });
}
