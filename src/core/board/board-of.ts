import {inFrontOf, waitsInLine} from '../claims/line.ts';
import {writeResource} from '../claims/resource.ts';
import {shownStateOf} from '../health/session-state.ts';
import {countUndelivered} from '../messages/mail-index.ts';
import {phaseStateOf, presentPhase, tasksOfPhase} from '../phases.ts';
import {describeRepetition} from '../repetition/describe.ts';
import {isOpenFor, isOver, stepOf, waitsFor} from '../tasks/task-step.ts';
import type {Attention, Session, Team, Timestamp} from '../team.ts';
import type {Board, BoardPhase, BoardSession, BoardWait} from './board.ts';
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
        quiet: session.silence !== null,
        silence: session.silence,
        waiting: session.waiting,
        repetition: session.repetition,
        claims: claims.filter((claim) => claim.holder === session.id).map(({id}) => id),
        unread: countUndelivered(team, session.id),
        tasks: Object.values(team.tasks)
          .filter((task) => isOpenFor(task, session.id))
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
    blockers: Object.values(team.blockers),
    phases: phasesOf(team),
    tasks: [
      ...Object.values(team.tasks).filter((task) => !isOver(task)),
      ...Object.values(team.tasks)
        .filter(isOver)
        .sort((a, b) => b.updatedAt - a.updatedAt)
        .slice(0, MOST_FINISHED),
    ].map((task) => ({...task, state: stepOf(team, task), waitsFor: isOver(task) ? [] : waitsFor(team, task)})),
    attention,
    activity: team.activity
      .filter((entry) => isRecent(team, entry, now))
      .slice(-MOST_ACTIVITY)
      .reverse(),
  };
}

function phasesOf(team: Team): BoardPhase[] {
  const present = presentPhase(team)?.name;
  return team.policy.phases.map(({name, checks, person}) => {
    const {passed, gate} = phaseStateOf(team, name);
    const tasks = tasksOfPhase(team, name);
    return {
      name,
      state: passed ? 'passed' : name === present ? 'present' : 'later',
      gate,
      needs: [...checks, ...(person ? ['a person'] : [])],
      open: tasks.filter((task) => !isOver(task)).length,
      done: tasks.filter(({state}) => state === 'done').length,
    };
  });
}

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
  const detail = stateDetailOf(team, session, waits);
  if (session.repetition === null) return detail;
  return [detail, `repeats itself: ${describeRepetition(session.repetition)}`].filter(Boolean).join('; ');
}

function stateDetailOf(team: Team, session: Session, waits: readonly BoardWait[]): string {
  const state = shownStateOf(team, session);
  const line = waits.filter((wait) => wait.session === session.id).map(describeWait);
  const blocked = session.blocked === null ? [] : [`blocked: ${session.blocked}`];
  if (state === 'waiting') return session.waiting?.what ?? [...blocked, ...line].join('; ');
  if (state === 'failed' || (state === 'starting' && session.exits.length > 0)) return session.evidence;
  if (state === 'working' && session.heartbeat)
    return [[session.heartbeat.action, session.heartbeat.target].filter(Boolean).join(' '), ...line].join('; ');
  return '';
}
