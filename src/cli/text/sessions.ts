import type {Board, BoardSession, SessionState} from '../../core/index.ts';
import {inColumns, shortened} from './columns.ts';
import {ago} from './times.ts';

const GLYPHS: Readonly<Record<SessionState, string>> = {
  working: '●',
  waiting: '◐',
  idle: '○',
  starting: '◌',
  paused: '‖',
  stopped: '·',
  failed: '✕',
};

/** One line a session. */
export const sessionTable = ({sessions, at}: Board): string =>
  inColumns(
    sessions.map((session) => [
      `${GLYPHS[session.state]} ${session.id}`,
      `${session.role} (${session.tier})`,
      session.state + (session.silence === null ? '' : `, ${session.silence}`),
      session.unread > 0 ? `${session.unread} unread` : '',
      shortened(whatItDoes(session, at), 80),
    ]),
  );

function whatItDoes({detail, heartbeat, state, repetition}: BoardSession, at: number): string {
  if (state !== 'working' || heartbeat === null || repetition !== null) return detail;
  const progress = heartbeat.progress === null ? '' : ` ${Math.round(heartbeat.progress * 100)}%`;
  return `${[heartbeat.action, heartbeat.target].filter(Boolean).join(' ')}${progress}, ${ago(heartbeat.at, at)}`;
}

/** Everything that the board knows of one session. */
export function sessionDetails(session: BoardSession, {at, claims, tasks, attention}: Board): string {
  const {heartbeat} = session;
  const held = claims.filter((claim) => session.claims.includes(claim.id));
  const facts: (readonly [string, string])[] = [
    ['state', `${session.state}${session.detail === '' ? '' : `: ${session.detail}`} (${ago(session.since, at)})`],
    ['seen by', session.evidence],
    ['silence', session.silence === null ? '' : `${session.silence}: nothing is heard of it`],
    ['role', `${session.role}, tier ${session.tier}`],
    ['client', session.client],
    ['process', session.pid === null ? 'none' : `${session.pid}, incarnation ${session.incarnation}`],
    ['conversation', session.conversation ?? 'none'],
    ...(heartbeat === null
      ? []
      : ([
          ['heartbeat', `${[heartbeat.action, heartbeat.target].filter(Boolean).join(' ')}, ${ago(heartbeat.at, at)}`],
          ['phase', heartbeat.phase ?? ''],
          ['progress', heartbeat.progress === null ? '' : `${Math.round(heartbeat.progress * 100)}%`],
          ['next', heartbeat.next ?? ''],
        ] as const)),
    ['claims', held.map((claim) => `${claim.id} ${claim.resources.join(', ')}`).join('; ')],
    [
      'tasks',
      tasks
        .filter((task) => session.tasks.includes(task.id))
        .map((task) => `${task.id} ${task.title} (${task.state})`)
        .join('; '),
    ],
    [
      'waits for you',
      attention
        .filter((item) => session.attention.includes(item.id))
        .map((item) => `${item.id} ${item.title}`)
        .join('; '),
    ],
    ['unread', String(session.unread)],
    ['restarts', String(session.restarts)],
  ];
  return inColumns([
    [session.id, ''],
    ...facts.filter(([, value]) => value !== '').map(([name, value]) => [`  ${name}`, shortened(value, 160)]),
  ]);
}
