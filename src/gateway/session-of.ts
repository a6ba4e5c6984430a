import type {Session} from '../core/index.ts';
import type {Supervisor} from '../supervisor/supervisor.ts';
import {RefusedRequest, refusal} from './refused-request.ts';

/** Throws `RefusedRequest` when the team has no such session. */
export function sessionOf(supervisor: Supervisor, name: string): Session {
  const session = Object.hasOwn(supervisor.team.sessions, name) ? supervisor.team.sessions[name] : undefined;
  if (session) return session;
  const names = Object.keys(supervisor.team.sessions);
  throw new RefusedRequest(
    refusal('not-found', `There is no session "${name}".`, names.length > 0 ? `There are: ${names.join(', ')}.` : 'The team is empty.', {
      sessions: names,
    }),
  );
}
