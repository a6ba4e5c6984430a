import {forgetBlocked} from '../blockers.ts';
import type {EventBody} from '../events.ts';
import {offerAgain} from '../messages/evolve-message.ts';
import type {Policy, Session, SessionExit, Team, Timestamp} from '../team.ts';
import {stateOf} from './session-state.ts';

/** More are kept where the policy has to count more. */
const MOST_EXITS = 10;

type SessionEvent = Extract<EventBody, {type: `session.${string}` | 'heartbeat.changed'}>;

export const isSessionEvent = (body: EventBody): body is SessionEvent =>
  body.type.startsWith('session.') || body.type === 'heartbeat.changed';

/** Folds an event of a session's life. */
export function evolveSession(team: Team, body: SessionEvent, at: Timestamp): void {
  if (body.type === 'session.registered') {
    const known = team.sessions[body.spec.id];
    team.sessions[body.spec.id] = known ? {...known, ...body.spec} : {...newborn(at), ...body.spec};
    return;
  }
  const session = team.sessions[body.session];
  if (!session) return;
  if (body.type === 'session.removed') {
    delete team.sessions[body.session];
    forgetBlocked(team, body.session);
    return;
  }
  if (body.type === 'session.exited') offerAgain(team, body.session, at);
  const next = {...session, ...changeOf(session, body, team.policy, at)};
  // How long it has been so is counted from the last change of the word that is shown.
  team.sessions[body.session] =
    stateOf(next) === stateOf(session) && next.incarnation === session.incarnation
      ? next
      : {...next, since: at, silentSince: Math.max(next.silentSince, at), silence: null};
}

const newborn = (at: Timestamp) =>
  ({
    incarnation: 0,
    life: 'stopped',
    activity: 'unknown',
    waiting: null,
    paused: false,
    blocked: null,
    ending: null,
    process: null,
    conversation: null,
    heartbeat: null,
    silentSince: at,
    silence: null,
    repetition: null,
    since: at,
    evidence: 'the configuration',
    exits: [],
    registeredAt: at,
  }) as const;

function changeOf(
  session: Session,
  body: Exclude<SessionEvent, {type: 'session.registered' | 'session.removed'}>,
  policy: Policy,
  at: Timestamp,
): Partial<Session> {
  switch (body.type) {
    case 'session.startRequested':
      // A person who starts it again forgives what was before.
      return {life: 'starting', ending: null, exits: session.life === 'failed' ? [] : session.exits, evidence: 'a start was asked for'};
    case 'session.started':
      return {
        life: 'running',
        incarnation: body.incarnation,
        activity: 'unknown',
        waiting: null,
        ending: null,
        process: body.process,
        conversation: body.conversation ?? session.conversation,
        // A client that starts takes its time before it can say a word: as long again as anybody may be silent.
        silentSince: at + policy.quietAfter,
        repetition: null,
        evidence: body.process ? `process ${body.process.pid}` : 'joined by hand',
      };
    case 'session.observed':
      return {
        ...(body.activity === undefined ? {} : {activity: body.activity}),
        ...(body.waiting === undefined ? {} : {waiting: body.waiting}),
        ...(body.conversation === undefined ? {} : {conversation: body.conversation}),
        evidence: body.evidence,
      };
    case 'session.stopRequested':
      if (session.life === 'running') return {ending: body.restart ? 'restart' : 'stop'};
      return {life: 'stopped', evidence: 'a person stopped it'};
    case 'session.exited':
      return afterExit(session, body, policy, at);
    case 'session.paused':
      // Whoever lets it go on gives it the whole count again.
      return {paused: body.paused, ...(body.paused ? {} : {repetition: null})};
    case 'session.repeated':
      return {repetition: {...body.finding, since: at}};
    case 'session.movedOn':
      return {repetition: null};
    case 'session.silent':
      return {silence: body.level};
    case 'heartbeat.changed':
      return {heartbeat: body.heartbeat};
  }
}

function afterExit(
  session: Session,
  body: Extract<EventBody, {type: 'session.exited'}>,
  {restartLimit}: Policy,
  at: Timestamp,
): Partial<Session> {
  const {code, signal, expected, reason, next} = body;
  const exit: SessionExit = {at, code, signal, expected};
  return {
    life: next.kind === 'restart' ? 'starting' : next.kind === 'give-up' ? 'failed' : 'stopped',
    activity: 'unknown',
    waiting: null,
    ending: null,
    process: null,
    repetition: null,
    exits: [...session.exits, exit].slice(-Math.max(MOST_EXITS, restartLimit + 1)),
    evidence: reason ?? signal ?? (code === null ? 'it was lost' : `exit ${code}`),
  };
}
