import {claimsOf} from '../claims/claim-index.ts';
import {waitsOf} from '../claims/line.ts';
import type {EventBody} from '../events.ts';
import {candidatesFor, fittestFor} from '../tasks/fit.ts';
import {isOwned} from '../tasks/task-step.ts';
import type {Attention, Session, Task, Team} from '../team.ts';
import {blockerQuestions} from './blockers.ts';
import type {Situation} from './decision.ts';
import {type Count, lostBy} from './task-loss.ts';

export type Exit = Omit<Extract<EventBody, {type: 'session.exited'}>, 'type' | 'session' | 'incarnation'>;

/** The end of an incarnation, and all that ends with it: its claims, its open questions; and its tasks go on, or back. */
export function endingOf(situation: Situation, session: Session, exit: Exit): EventBody[] {
  const {team} = situation;
  const claims = claimsOf(team, session.id).map(
    ({id}): EventBody => ({type: 'claim.ended', claim: id, how: 'session-ended', by: session.id}),
  );
  const waits = waitsOf(team, session.id).map(
    ({id}): EventBody => ({type: 'wait.ended', wait: id, how: 'session-ended', claim: null, by: session.id}),
  );
  const dead: EventBody[] = exit.next.kind === 'give-up' ? [{type: 'attention.raised', attention: deathOf(situation, session, exit)}] : [];
  return [
    {type: 'session.exited', session: session.id, incarnation: session.incarnation, ...exit},
    ...claims,
    ...waits,
    ...withdrawn(team, (attention) => attention.session === session.id, `${session.id} ended`),
    ...dead,
    ...tasksLeftBehind(situation, session, exit, dead.length + 1),
  ];
}

/** Those who are no members any more leave nothing behind: their tasks go to others, and nobody is asked for what only they waited for. */
export function leavingOf({team}: Situation, sessions: readonly Session[]): EventBody[] {
  const ids = sessions.map(({id}) => id);
  const tasks = Object.values(team.tasks).filter((task) => task.owner !== null && ids.includes(task.owner) && isOwned(task));
  const blockers = Object.values(team.blockers).filter((blocker) => blocker.sessions.every((id) => ids.includes(id)));
  return [
    ...tasks.map(({id, owner}): EventBody => {
      return {type: 'task.assigned', task: id, owner: null, message: null, reason: `${owner} is not in the team any more`};
    }),
    ...blockers.flatMap((blocker) => blockerQuestions(team, blocker)),
    ...ids.map((session): EventBody => ({type: 'session.removed', session})),
  ];
}

/** Whoever asks for its start has seen that it was dead. */
export const startingOf = (team: Team, session: Session): EventBody[] => [
  {type: 'session.startRequested', session: session.id},
  ...withdrawn(team, (attention) => attention.kind === 'dead' && attention.session === session.id, `${session.id} was started again`),
];

const withdrawn = (team: Team, which: (attention: Attention) => boolean, reason: string): EventBody[] =>
  Object.values(team.attention)
    .filter((attention) => attention.state === 'open' && which(attention))
    .map((attention) => ({type: 'attention.withdrawn', attention: attention.id, reason}));

function deathOf({team, now}: Situation, session: Session, {code, signal, reason}: Exit): Attention {
  const how = reason ?? signal ?? (code === null ? 'it was lost' : `exit ${code}`);
  return {
    id: `A-${team.counters.attention + 1}`,
    kind: 'dead',
    session: session.id,
    title: `${session.id} ends again and again`,
    detail: `Last: ${how}. It was started ${session.incarnation} times; no further try is made by itself. Its last screen: harmony screen ${session.id}`,
    choices: [
      {id: 'restart', label: 'Start it again'},
      {id: 'leave', label: 'Leave it'},
    ],
    key: `dead:${session.id}`,
    raisedAt: now,
    state: 'open',
    answer: null,
  };
}

/** A session that comes back goes on with its tasks; those of one that does not go to somebody else. `offset`: of the first question. */
function tasksLeftBehind(situation: Situation, session: Session, {next, expected}: Exit, offset: number): EventBody[] {
  if (next.kind === 'restart') return [];
  const {team} = situation;
  const count: Count = {messages: 0, questions: offset - 1};
  const reason = `${session.id} ended while it had the task`;
  return Object.values(team.tasks).flatMap((task): EventBody[] => {
    if (task.state === 'review' && task.reviewer === session.id) return [reviewLeftBehind(task)];
    if (task.owner !== session.id || !isOwned(task)) return [];
    if (!expected) return lostBy(situation, task, reason, count);
    // Stopped, not failed: where nobody else could do it, the task waits for its owner to be started again.
    return someoneElseFits(team, task, session) ? [{type: 'task.assigned', task: task.id, owner: null, message: null, reason}] : [];
  });
}

/** Somebody else reviews it. */
const reviewLeftBehind = ({id, result}: Task): EventBody => ({
  type: 'task.reviewRequested',
  task: id,
  reviewer: null,
  summary: result?.summary ?? '',
  evidence: result?.evidence ?? '',
});

const someoneElseFits = (team: Team, task: Task, session: Session): boolean =>
  task.to !== session.id &&
  fittestFor(
    team,
    candidatesFor(team, task).filter((other) => other.id !== session.id && other.life === 'running' && !other.ending),
  ) !== null;
