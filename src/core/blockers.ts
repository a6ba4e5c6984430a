import type {EventBody} from './events.ts';
import {numberOf} from './records.ts';
import type {Session, SessionId, Team} from './team.ts';

type BlockerEvent = Extract<EventBody, {type: `blocker.${string}`}>;

/** Folds an event of something that sessions wait for. */
export function evolveBlocker(team: Team, body: BlockerEvent): void {
  if (body.type === 'blocker.raised') {
    const {blocker} = body;
    team.blockers[blocker.id] = blocker;
    team.counters.blocker = Math.max(team.counters.blocker, numberOf(blocker.id));
    for (const id of blocker.sessions) mark(team, id);
    return;
  }
  const blocker = team.blockers[body.blocker];
  if (!blocker) return;
  if (body.type === 'blocker.joined') {
    team.blockers[blocker.id] = {...blocker, sessions: [...blocker.sessions, body.session]};
    mark(team, body.session);
    return;
  }
  const freed = body.type === 'blocker.left' ? [body.session] : blocker.sessions;
  const left = blocker.sessions.filter((id) => !freed.includes(id));
  if (left.length > 0) team.blockers[blocker.id] = {...blocker, sessions: left};
  else delete team.blockers[blocker.id];
  for (const id of freed) mark(team, id);
}

/** A session that is no member any more waits for nothing. */
export function forgetBlocked(team: Team, session: SessionId): void {
  for (const {id, sessions} of Object.values(team.blockers))
    if (sessions.includes(session)) evolveBlocker(team, {type: 'blocker.left', blocker: id, session});
}

/** The session's own record says what it waits for, so that its state can be told from it alone. */
function mark(team: Team, id: SessionId): void {
  const session: Session | undefined = team.sessions[id];
  const what = Object.values(team.blockers).find(({sessions}) => sessions.includes(id))?.what ?? null;
  if (session) team.sessions[id] = {...session, blocked: what};
}
