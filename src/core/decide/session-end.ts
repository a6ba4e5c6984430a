import {claimsOf} from '../claims/claim-index.ts';
import {waitsOf} from '../claims/line.ts';
import type {EventBody} from '../events.ts';
import {fittestFor} from '../tasks/fit.ts';
import type {Attention, Session, Task, Team} from '../team.ts';
import type {Situation} from './decision.ts';
import {finishedTask} from './task-words.ts';

/** A task that ended this many of its owners goes to a person. */
const MOST_ATTEMPTS = 3;

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
  const events: EventBody[] = [];
  let messages = 0;
  let questions = offset - 1;
  for (const task of Object.values(team.tasks)) {
    if (task.owner !== session.id || (task.state !== 'assigned' && task.state !== 'accepted')) continue;
    const reason = `${session.id} ended while it had the task`;
    if (expected) {
      // Stopped, not failed: where nobody else could do it, the task waits for its owner to be started again.
      if (someoneElseFits(team, task, session)) events.push({type: 'task.assigned', task: task.id, owner: null, message: null, reason});
    } else if (task.attempts < MOST_ATTEMPTS) {
      events.push({type: 'task.assigned', task: task.id, owner: null, message: null, reason});
    } else {
      const summary = `Given up after ${task.attempts} attempts: ${reason}.`;
      const end = finishedTask(situation, task, 'failed', summary, '', messages + 1);
      messages += end.length - 1;
      questions++;
      events.push(...end, {type: 'attention.raised', attention: givenUp(situation, task, summary, questions)});
    }
  }
  return events;
}

const someoneElseFits = (team: Team, task: Task, session: Session): boolean =>
  fittestFor(
    team,
    Object.values(team.sessions).filter(
      (other) => other.id !== session.id && other.life === 'running' && !other.ending && other.role === task.to,
    ),
  ) !== null;

const givenUp = ({team, now}: Situation, task: Task, summary: string, offset: number): Attention => ({
  id: `A-${team.counters.attention + offset}`,
  kind: 'blocked',
  // Not the session's own question: it would be withdrawn with it.
  session: null,
  title: `${task.id} was given up: ${task.title}`,
  detail: summary,
  choices: [
    {id: 'again', label: 'Give it to somebody again'},
    {id: 'leave', label: 'Leave it'},
  ],
  key: `task:${task.id}`,
  raisedAt: now,
  state: 'open',
  answer: null,
});
