import type {CommandBody, Session, Team} from '../core/index.ts';
import {isAlive} from '../platform/process-identity.ts';

/** Sessions that a person started by hand and whose end is that of a process. */
export const guestsOf = (team: Team): Session[] =>
  Object.values(team.sessions).filter(({origin, life, process}) => origin === 'joined' && life === 'running' && process !== null);

/** What is to be said of those whose process is gone. */
export const endsOfGuests = (team: Team): CommandBody[] =>
  guestsOf(team)
    .filter(({process}) => process && !isAlive(process))
    .map(({id, incarnation}) => ({type: 'session.exited', session: id, incarnation, code: null, signal: null}));
