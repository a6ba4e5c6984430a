import {mayDelegate} from '../messages/recipients.ts';
import type {Priority, Session, Task, Team} from '../team.ts';
import {isOpenFor} from './task-step.ts';

const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

const loadOf = (team: Team, {id}: Session): number => Object.values(team.tasks).filter((task) => isOpenFor(task, id)).length;

/** Who of them gets the next task: one that runs, with the fewest open tasks; the first of the configuration among equals. */
export function fittestFor(team: Team, candidates: readonly Session[]): Session | null {
  const there = candidates.filter((session) => session.life === 'running' || session.life === 'starting');
  return there.reduce<Session | null>((best, session) => (best && loadOf(team, best) <= loadOf(team, session) ? best : session), null);
}

/** How much of what the task takes the session is good at. */
const matchOf = (task: Pick<Task, 'expertise'>, session: Session): number =>
  task.expertise.filter((wanted) => session.expertise.some((one) => one.toLowerCase() === wanted.toLowerCase())).length;

/** May the session have the task at all: by whom it is for, who gave it, and its tier? */
export function mayHave(team: Team, task: Pick<Task, 'to' | 'from' | 'tier'>, session: Session): boolean {
  if (task.to !== '*' && task.to !== session.id && task.to !== session.role) return false;
  if (task.tier !== null && session.tier > task.tier) return false;
  const giver = team.sessions[task.from];
  if (task.to !== '*') return task.to === session.id || giver?.id !== session.id;
  // What a session puts up for everybody is for those whom it may give work to; and for itself.
  return giver === undefined || giver.id === session.id || mayDelegate(giver, session);
}

/** Those who may have it. Where some are good at what it takes and others at none of it, only the former; and not again who lost it. */
export function candidatesFor(team: Team, task: Pick<Task, 'to' | 'from' | 'tier' | 'expertise' | 'lastOwner'>): Session[] {
  const all = Object.values(team.sessions).filter((session) => mayHave(team, task, session));
  const best = Math.max(0, ...all.filter(isThere).map((session) => matchOf(task, session)));
  const able = best > 0 ? all.filter((session) => matchOf(task, session) > 0) : all;
  const fresh = able.filter((session) => session.id !== task.lastOwner);
  return fresh.some(isThere) ? fresh : able;
}

const isThere = ({life}: Session): boolean => life === 'running' || life === 'starting';

/** The best for the expertise first, then by what they have to do. */
export function bestFor(team: Team, task: Task): Session | null {
  const there = candidatesFor(team, task).filter(isThere);
  const most = Math.max(0, ...there.map((session) => matchOf(task, session)));
  return fittestFor(
    team,
    there.filter((session) => matchOf(task, session) === most),
  );
}

/** Which of two tasks the session should take first: the more urgent, the one meant for it, the one it is better at, the nearer in tier, the older. */
export const byFit =
  (session: Session) =>
  (a: Task, b: Task): number =>
    PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
    rankOf(a, session) - rankOf(b, session) ||
    matchOf(b, session) - matchOf(a, session) ||
    distance(a, session) - distance(b, session) ||
    a.createdAt - b.createdAt;

const rankOf = ({to}: Task, {id, role}: Session): number => [id, role, '*'].indexOf(to);

const distance = ({tier}: Task, session: Session): number => (tier === null ? 0 : tier - session.tier);
