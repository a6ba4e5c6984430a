import type {Actor, Session} from '../core/index.ts';
import type {Supervisor} from './supervisor.ts';

const SUPERVISOR: Actor = {kind: 'supervisor'};

/** Sessions are killed 6 s after they were asked to end; a host that has not told of it by then does not answer. Milliseconds. */
const LONGEST_END = 30_000;

const isLive = ({life, origin}: Session): boolean => origin === 'config' && (life === 'running' || life === 'starting');

/** Ends every session that was started here, and nothing else, then the host. Returns the names of those that ended. */
export async function endTeam(supervisor: Supervisor, progress: (text: string) => void): Promise<string[]> {
  const live = (): Session[] => Object.values(supervisor.team.sessions).filter(isLive);
  const ending = live().map(({id, incarnation}) => ({id, incarnation}));
  // One that is just being started would come up after its end was asked for.
  for (const {id, incarnation} of ending) await supervisor.runner.whenStarted(id, incarnation + 1);
  for (const {id} of ending) await supervisor.execute(SUPERVISOR, {type: 'session.stop', session: id});
  if (live().length > 0) {
    progress(
      `ending ${live()
        .map(({id}) => id)
        .join(', ')}`,
    );
    // Of a host that does not answer no exit is heard.
    const killing = setTimeout(() => {
      progress('the terminal host does not answer: killing it');
      supervisor.link.kill();
    }, LONGEST_END);
    await new Promise<void>((resolve) => {
      const listening = supervisor.onChange(() => {
        if (live().length > 0) return;
        listening[Symbol.dispose]();
        resolve();
      });
    });
    clearTimeout(killing);
  }
  await supervisor.link.shutdown();
  return ending.map(({id}) => id);
}
