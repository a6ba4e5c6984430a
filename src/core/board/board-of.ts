import {writeResource} from '../claims/resource.ts';
import {stateOf} from '../health/session-state.ts';
import {countUndelivered} from '../messages/mail-index.ts';
import type {Attention, Session, Task, Team, Timestamp} from '../team.ts';
import type {Board, BoardSession} from './board.ts';

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
        state: stateOf(session),
        detail: detailOf(session),
        evidence: session.evidence,
        since: session.since,
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
    activity: team.activity.slice(-MOST_ACTIVITY).reverse(),
  };
}

const isOpen = (task: Task): boolean => task.state !== 'done' && task.state !== 'failed';

/** Working, and nothing was seen of it for longer than the policy allows. */
const isQuiet = (team: Team, session: Session, now: Timestamp): boolean =>
  stateOf(session) === 'working' && now - Math.max(session.heartbeat?.at ?? 0, session.since) > team.policy.quietAfter;

function detailOf(session: Session): string {
  const state = stateOf(session);
  if (state === 'waiting') return session.waiting?.what ?? '';
  if (state === 'failed' || (state === 'starting' && session.exits.length > 0)) return session.evidence;
  if (state === 'working' && session.heartbeat) return [session.heartbeat.action, session.heartbeat.target].filter(Boolean).join(' ');
  return '';
}
