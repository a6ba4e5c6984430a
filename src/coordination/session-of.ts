import type {Session} from '../core/index.ts';
import type {Coordination} from './coordination.ts';
import {RefusedRequest, refusal} from './refused-request.ts';

/** Throws `RefusedRequest` when the team has no such session. */
export function sessionOf(coordination: Coordination, name: string): Session {
  const session = Object.hasOwn(coordination.team.sessions, name) ? coordination.team.sessions[name] : undefined;
  if (session) return session;
  const names = Object.keys(coordination.team.sessions);
  throw new RefusedRequest(
    refusal('not-found', `There is no session "${name}".`, names.length > 0 ? `There are: ${names.join(', ')}.` : 'The team is empty.', {
      sessions: names,
    }),
  );
}
