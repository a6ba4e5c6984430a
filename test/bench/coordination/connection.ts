import {randomUUID} from 'node:crypto';
import {ControlClient} from '../../../src/client/control.ts';
import type {CommandBody, Verdict} from '../../../src/core/index.ts';
import {systemClock} from '../../../src/journal/clock.ts';
import {FileJournal} from '../../../src/journal/file/file-journal.ts';
import {TeamStore} from '../../../src/journal/team-store.ts';
import {projectFiles} from '../../../src/protocol/layout.ts';

/** Over the supervisor's control socket, or straight on the journal's file as where no supervisor runs. */
export type Way = 'supervisor' | 'journal';

/** One session that gives commands; each is durable when it is answered. */
export interface Connection extends AsyncDisposable {
  run(body: CommandBody): Promise<unknown>;
}

/** `project` is the folder of a running team, or for the journal any folder with a `.harmony/run`. */
export const joinTeam = (way: Way, project: string, name: string): Promise<Connection> =>
  way === 'supervisor' ? joinSupervisor(project, name) : joinJournal(project, name);

async function joinSupervisor(project: string, name: string): Promise<Connection> {
  const {control} = projectFiles(project);
  using human = await connect(control);
  const {environment} = await human.request('join', {name});
  const client = await connect(control, {session: name, token: environment.HARMONY_TOKEN ?? ''});
  return {
    run: (body) => client.request('command', {id: randomUUID(), body}),
    [Symbol.asyncDispose]: async () => client[Symbol.dispose](),
  };
}

async function connect(socket: string, identity?: {session: string; token: string}): Promise<ControlClient> {
  const client = await ControlClient.connect(socket, identity);
  if (!client) throw new Error(`Nobody listens at ${socket}.`);
  return client;
}

async function joinJournal(project: string, name: string): Promise<Connection> {
  const store = new TeamStore(new FileJournal(projectFiles(project).journal), systemClock);
  const execute = async (actor: Parameters<TeamStore['execute']>[0]['actor'], body: CommandBody): Promise<unknown> =>
    acceptedValue((await store.execute({id: randomUUID(), actor, body})).verdict);
  const spec = {id: name, role: 'guest', tier: 3, client: 'command', expertise: [], delegatesTo: [], paths: [], origin: 'joined'} as const;
  const {incarnation} = (await execute({kind: 'human'}, {type: 'session.join', spec, process: null})) as {incarnation: number};
  const actor = {kind: 'session', session: name, incarnation} as const;
  return {run: (body) => execute(actor, body), [Symbol.asyncDispose]: () => store.close()};
}

function acceptedValue(verdict: Verdict): unknown {
  if (!verdict.ok) throw new Error(verdict.refusal.message);
  return verdict.value;
}
