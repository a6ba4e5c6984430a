import {inFrontOf, waitsInLine} from '../claims/line.ts';
import {writeResource} from '../claims/resource.ts';
import {shownStateOf} from '../health/session-state.ts';
import {countUndelivered} from '../messages/mail-index.ts';
import type {Attention, Session, Task, Team, Timestamp} from '../team.ts';
import type {Board, BoardSession, BoardWait} from './board.ts';
import {isRecent} from './recent-activity.ts';

const MOST_MESSAGES = 50;
const MOST_FINISHED = 20;
const MOST_ACTIVITY = 50;
/** What stops a whole session comes before what one answer settles, and both before news. */
const URGENCY: readonly Attention['kind'][] = [
  'dead',
  'login',
  'trust',
  'quota',
  'permission',
  'plan',
  'question',
  'blocked',
  'delivery',
  'notice',
];

/** The live picture, made anew from the state. */
export function boardOf(team: Team, now: Timestamp): Board {
  const claims = Object.values(team.claims).filter((claim) => claim.expiresAt > now);
  const attention = Object.values(team.attention)
    .filter(({state}) => state === 'open')
    .sort((a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || a.raisedAt - b.raisedAt);
  const waits = waitsOnBoard(team, now);
  return {
    team: team.name,
    position: team.position,
    at: now,
    sessions: Object.values(team.sessions).map(
      (session): BoardSession => ({
        id: session.id,
        role: session.role,
        tier: session.tier,
        client: session.client,
        origin: session.origin,
        incarnation: session.incarnation,
        state: shownStateOf(team, session),
        detail: detailOf(team, session, waits),
        evidence: session.evidence,
        since: sinceOf(team, session, waits),
        alive: session.life === 'running',
        pid: session.process?.pid ?? null,
        conversation: session.conversation,
        heartbeat: session.heartbeat,
        quiet: isQuiet(team, session, now),
        claims: claims.filter((claim) => claim.holder === session.id).map(({id}) => id),
        unread: countUndelivered(team, session.id),
        tasks: Object.values(team.tasks)
          .filter((task) => task.owner === session.id && isOpen(task))
          .map(({id}) => id),
        attention: attention.filter((one) => one.session === session.id).map(({id}) => id),
        restarts: session.exits.filter(({expected}) => !expected).length,
      }),
    ),
    claims: claims.map(({id, holder, mode, reason, fence, grantedAt, expiresAt, automatic, resources}) => ({
      id,
      holder,
      mode,
      reason,
      fence,
      grantedAt,
      expiresAt,
      automatic,
      resources: resources.map(writeResource),
    })),
    waits,
    messages: Object.values(team.messages)
      .slice(-MOST_MESSAGES)
      .reverse()
      .map(({deliveries, ...message}) => ({
        ...message,
        deliveries: Object.entries(deliveries).map(([recipient, {state, steps}]) => {
          const last = steps.at(-1);
          return {recipient, state, at: last?.at ?? message.sentAt, evidence: last?.evidence ?? ''};
        }),
      })),
    tasks: [
      ...Object.values(team.tasks).filter(isOpen),
      ...Object.values(team.tasks)
        .filter((task) => !isOpen(task))
        .sort((a, b) => b.updatedAt - a.updatedAt)
        .slice(0, MOST_FINISHED),
    ],
    attention,
    activity: team.activity
      .filter((entry) => isRecent(team, entry, now))
      .slice(-MOST_ACTIVITY)
      .reverse(),
  };
}

const isOpen = (task: Task): boolean => task.state !== 'done' && task.state !== 'failed';

/** Working, and nothing was seen of it for longer than the policy allows. */
const isQuiet = (team: Team, session: Session, now: Timestamp): boolean =>
  shownStateOf(team, session) === 'working' && now - Math.max(session.heartbeat?.at ?? 0, session.since) > team.policy.quietAfter;

/** A wait in the line is no event of the session itself. */
const sinceOf = (team: Team, session: Session, waits: readonly BoardWait[]): Timestamp =>
  shownStateOf(team, session) === 'waiting' && session.waiting === null
    ? (waits.find((wait) => wait.session === session.id)?.since ?? session.since)
    : session.since;

const waitsOnBoard = (team: Team, now: Timestamp): BoardWait[] =>
  waitsInLine(team, now).map((wait) => {
    const {id, session, mode, reason, since, until, resources} = wait;
    return {id, session, mode, reason, since, until, resources: resources.map(writeResource), behind: inFrontOf(team, wait, now)};
  });

/** `waits for ada: src/server.ts` */
const describeWait = ({behind, resources}: BoardWait): string =>
  `waits for ${behind.length > 0 ? behind.join(', ') : 'its turn'}: ${resources.join(', ')}`;

function detailOf(team: Team, session: Session, waits: readonly BoardWait[]): string {
  const state = shownStateOf(team, session);
  const line = waits.filter((wait) => wait.session === session.id).map(describeWait);
  if (state === 'waiting') return session.waiting?.what ?? line.join('; ');
  if (state === 'failed' || (state === 'starting' && session.exits.length > 0)) return session.evidence;
  if (state === 'working' && session.heartbeat)
    return [[session.heartbeat.action, session.heartbeat.target].filter(Boolean).join(' '), ...line].join('; ');
  return '';
}
