import {writeResource} from '../claims/resource.ts';
import {stateOf} from '../health/session-state.ts';
import {isUndelivered} from '../messages/delivery-steps.ts';
import {describeRepetition} from '../repetition/describe.ts';
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
  'stuck',
  'repetition',
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
  const unread = countUnread(team);
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
        quiet: session.silence !== null,
        silence: session.silence,
        waiting: session.waiting,
        repetition: session.repetition,
        claims: claims.filter((claim) => claim.holder === session.id).map(({id}) => id),
        unread: unread.get(session.id) ?? 0,
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

function countUnread(team: Team): Map<string, number> {
  const unread = new Map<string, number>();
  for (const {deliveries} of Object.values(team.messages)) {
    for (const [recipient, {state}] of Object.entries(deliveries)) {
      if (isUndelivered(state)) unread.set(recipient, (unread.get(recipient) ?? 0) + 1);
    }
  }
  return unread;
}

function detailOf(session: Session): string {
  const detail = stateDetailOf(session);
  if (session.repetition === null) return detail;
  return [detail, `repeats itself: ${describeRepetition(session.repetition)}`].filter(Boolean).join('; ');
}

function stateDetailOf(session: Session): string {
  const state = stateOf(session);
  if (state === 'waiting') return session.waiting?.what ?? '';
  if (state === 'failed' || (state === 'starting' && session.exits.length > 0)) return session.evidence;
  if (state === 'working' && session.heartbeat) return [session.heartbeat.action, session.heartbeat.target].filter(Boolean).join(' ');
  return '';
}
