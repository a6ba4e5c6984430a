import {writeResource} from '../claims/resource.ts';
import {countUndelivered} from '../messages/mail-index.ts';
import {isOpenFor} from '../tasks/task-step.ts';
import type {Session, SessionId, Team, Timestamp} from '../team.ts';
import {shownName} from '../text.ts';

/** The client shows it to the model at every start: it must not cost more than it tells. Characters. */
const LIMIT = 1_000;

/** Where the team stands, for one session: who is here, what is claimed, what it has to do. Facts, newest state. */
export function briefOf(team: Team, session: SessionId, now: Timestamp): string {
  const me = team.sessions[session];
  if (!me) return '';
  const live = Object.values(team.claims).filter((claim) => claim.expiresAt > now);
  const claimed = (holder: SessionId): string =>
    live
      .filter((claim) => claim.holder === holder)
      .flatMap((claim) => claim.resources.map((resource) => shownName(writeResource(resource))))
      .join(', ');
  const tasks = Object.values(team.tasks).filter((task) => isOpenFor(task, session));
  const unread = countUndelivered(team, session);
  const mine = claimed(session);
  const lines = [
    `Team "${team.name}": you are ${session} (${me.role}, tier ${me.tier}).`,
    ...(mine === '' ? [] : [`You hold: ${mine}.`]),
    ...tasks.map((task) =>
      task.state === 'review' ? `You review ${task.id}: ${task.title}` : `Your task ${task.id} (${task.state}): ${task.title}`,
    ),
    ...(unread > 0 ? [`Messages on their way to you: ${unread}.`] : []),
    ...Object.values(team.sessions)
      .filter((other) => other.id !== session)
      .map((other) => `${other.id} (${other.role}): ${doing(other)}${claimed(other.id) === '' ? '' : `; holds ${claimed(other.id)}`}`),
  ];
  return cutAtLine(lines);
}

function doing(session: Session): string {
  if (session.life !== 'running') return 'not running';
  if (session.waiting) return `waits (${session.waiting.what})`;
  if (session.activity === 'working' && session.heartbeat)
    return [session.heartbeat.action, session.heartbeat.target].filter(Boolean).join(' ');
  return session.activity === 'working' ? 'working' : 'idle';
}

/** Whole lines only, and a word about what was left out. */
function cutAtLine(lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    const short = line.length > 200 ? `${line.slice(0, 199)}…` : line;
    if (length + short.length + 1 > LIMIT - 60)
      return [...kept, `(${lines.length - kept.length} more lines: see the status tool)`].join('\n');
    kept.push(short);
    length += short.length + 1;
  }
  return kept.join('\n');
}
