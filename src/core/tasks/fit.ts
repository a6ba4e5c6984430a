import type {Session, Task, Team} from '../team.ts';

const isOpen = (task: Task): boolean => task.state === 'assigned' || task.state === 'accepted';

/** Who of them gets the next task: one that runs, with the fewest open tasks; the first of the configuration among equals. */
export function fittestFor(team: Team, candidates: readonly Session[]): Session | null {
  const load = (session: Session): number => Object.values(team.tasks).filter((task) => task.owner === session.id && isOpen(task)).length;
  const there = candidates.filter((session) => session.life === 'running' || session.life === 'starting');
  return there.reduce<Session | null>((best, session) => (best && load(best) <= load(session) ? best : session), null);
}
