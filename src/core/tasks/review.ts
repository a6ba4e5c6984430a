import type {Session, Task, Team} from '../team.ts';
import {fittestFor} from './fit.ts';

/** May this session review the task? Never its own work. */
export const mayReview = (task: Task, session: Session): boolean => task.reviewBy === session.role && task.owner !== session.id;

export const reviewerFor = (team: Team, task: Task): Session | null =>
  fittestFor(
    team,
    Object.values(team.sessions).filter((session) => mayReview(task, session)),
  );
