import type {EventBody} from '../events.ts';
import type {Attention, Session, Team} from '../team.ts';

const MOST_ATTEMPTS = 3;

/** What ends with an incarnation: its claims, its open questions; and its tasks go on, or back. */
export function closingOf(
  team: Team,
  session: Session,
  exit: {readonly code: number | null; readonly signal: string | null},
  next: Extract<EventBody, {type: 'session.exited'}>['next'],
  reason: string | null,
): EventBody[] {
  const claims = Object.values(team.claims)
    .filter((claim) => claim.holder === session.id)
    .map((claim): EventBody => ({type: 'claim.ended', claim: claim.id, how: 'session-ended', by: session.id}));
  const questions = Object.values(team.attention)
    .filter((attention) => attention.state === 'open' && attention.session === session.id)
    .map((attention): EventBody => ({type: 'attention.withdrawn', attention: attention.id, reason: `${session.id} ended`}));
  return [
    ...claims,
    ...questions,
    ...(next.kind === 'give-up' ? [deathOf(team, session, exit, reason)] : []),
    ...orphansOf(team, session, next),
  ];
}

function deathOf(team: Team, session: Session, exit: {code: number | null; signal: string | null}, reason: string | null): EventBody {
  const how = reason ?? exit.signal ?? (exit.code === null ? 'it was lost' : `exit ${exit.code}`);
  const attention: Attention = {
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
    raisedAt: 0,
    state: 'open',
    answer: null,
  };
  return {type: 'attention.raised', attention};
}

/** A session that comes back goes on with its tasks; those of one that does not are given up by it. */
function orphansOf(team: Team, session: Session, next: {readonly kind: string}): EventBody[] {
  if (next.kind === 'restart') return [];
  return Object.values(team.tasks)
    .filter((task) => task.owner === session.id && (task.state === 'assigned' || task.state === 'accepted'))
    .map((task): EventBody => {
      const reason = `${session.id} ended while it had the task`;
      return task.attempts >= MOST_ATTEMPTS
        ? {
            type: 'task.finished',
            task: task.id,
            outcome: 'failed',
            summary: `Given up after ${task.attempts} attempts: ${reason}.`,
            evidence: '',
          }
        : {type: 'task.assigned', task: task.id, owner: null, message: null, reason};
    });
}
