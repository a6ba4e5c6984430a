import type {CommandBody} from '../commands.ts';
import type {Actor, Attention, SessionId, Team} from '../team.ts';
import type {Decision, Situation} from './decision.ts';

export const stuckKey = (session: SessionId): string => `stuck:${session}`;

export const openWithKey = (team: Team, key: string): Attention | undefined =>
  Object.values(team.attention).find((attention) => attention.state === 'open' && attention.key === key);

/** A session that was heard of is not stuck any more: what a person was asked about it is withdrawn with the very event that shows it. */
export function withSignOfLife({team, actor}: Situation, body: CommandBody, decision: Decision): Decision {
  if (decision.events.length === 0) return decision;
  const session = actor.kind === 'session' ? heardOf(team, actor) : changedState(body);
  const open = session === null ? undefined : openWithKey(team, stuckKey(session));
  if (!open) return decision;
  return {...decision, events: [...decision.events, {type: 'attention.withdrawn', attention: open.id, reason: `${session} was heard of`}]};
}

/** That an older process was turned away says nothing of the one that runs. */
const heardOf = ({sessions}: Team, {session, incarnation}: Actor & {kind: 'session'}): SessionId | null =>
  sessions[session]?.incarnation === incarnation ? session : null;

/** What its client shows of it, and a pause, end what it was expected to do. */
function changedState(body: CommandBody): SessionId | null {
  if (body.type === 'session.pause') return body.session;
  return body.type === 'session.observe' && (body.activity !== undefined || body.waiting !== undefined) ? body.session : null;
}
