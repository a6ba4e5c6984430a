import type {EventBody} from '../events.ts';
import {remedyForName} from '../nearest-name.ts';
import type {Actor, Session, Team, Timestamp} from '../team.ts';
import type {Refusal, RefusalCode} from '../verdict.ts';

/** What a command comes to: events that make it true and the value of its verdict, or why not. A refusal may be worth recording, too. */
export type Decision =
  | {readonly ok: true; readonly events: readonly EventBody[]; readonly value: unknown}
  | {readonly ok: false; readonly events: readonly EventBody[]; readonly refusal: Refusal};

/** What every decision is made from. Nothing is written to. */
export interface Situation {
  readonly team: Team;
  readonly actor: Actor;
  readonly now: Timestamp;
}

export const accept = (value: unknown, events: readonly EventBody[] = []): Decision => ({ok: true, events, value});

export const refuse = (
  code: RefusalCode,
  message: string,
  remedy: string,
  details: Readonly<Record<string, unknown>> = {},
  events: readonly EventBody[] = [],
): Decision => ({ok: false, events, refusal: {code, message, remedy, details}});

/** `human`, `harmony`, or a session: as in events, messages and tasks. */
export const nameOf = (actor: Actor): string => (actor.kind === 'session' ? actor.session : actor.kind === 'human' ? 'human' : 'harmony');

/** A decision for a session's own doing, refused to anybody else and to an old incarnation. */
export function forSession(situation: Situation, what: string, decide: (session: Session) => Decision): Decision {
  const {actor, team} = situation;
  if (actor.kind !== 'session') {
    return refuse(
      'forbidden',
      `Only a session can ${what}; you are ${nameOf(actor)}.`,
      'Take part as a session: eval "$(harmony join --name NAME --export)".',
    );
  }
  const session = Object.hasOwn(team.sessions, actor.session) ? team.sessions[actor.session] : undefined;
  if (!session) return refuse('not-found', `There is no session "${actor.session}" any more.`, 'Join again.');
  const {id, incarnation, life} = session;
  if (incarnation !== actor.incarnation) {
    const message = `${id} was started again: this is incarnation ${actor.incarnation}, and the last one is ${incarnation}.`;
    return refuse('stale', message, 'End this process; the new one goes on.', {incarnation});
  }
  if (life !== 'running') {
    return refuse('stale', `${id} is not in the team at the moment: it is ${life}.`, 'A person can start it, or it joins again.', {
      incarnation,
    });
  }
  return decide(session);
}

/** A decision about a named session. */
export function aboutSession({team}: Situation, id: string, decide: (session: Session) => Decision): Decision {
  const session = Object.hasOwn(team.sessions, id) ? team.sessions[id] : undefined;
  if (session) return decide(session);
  const names = Object.keys(team.sessions);
  return refuse('not-found', `There is no session "${id}".`, remedyForName(id, names), {sessions: names});
}

export function onlyFor({actor}: Situation, kinds: readonly Actor['kind'][], what: string, decide: () => Decision): Decision {
  if (kinds.includes(actor.kind)) return decide();
  return refuse(
    'forbidden',
    `${nameOf(actor)} may not ${what}.`,
    kinds.includes('human') ? 'Ask the person who watches the team.' : 'Harmony does this itself.',
  );
}
