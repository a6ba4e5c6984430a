import {isExpectedToBeat, silentFor} from '../health/silence.ts';
import type {Session, Timestamp} from '../team.ts';
import {lasting} from '../text.ts';

export interface Line {
  readonly fact: string;
  readonly evidence: string;
}

/** Is it alive, does it get on, what does it wait on: none of them follows from another, so each has evidence of its own. */
export const threeFacts = (session: Session, now: Timestamp): Line[] => [alive(session, now), progress(session, now), waitingOn(session)];

function alive({life, incarnation, process, exits}: Session, now: Timestamp): Line {
  const last = exits.at(-1);
  if (life === 'running') {
    const evidence = process ? `pid ${process.pid}, started at tick ${process.startTime}` : 'joined by hand; no process was named';
    return {fact: `alive: yes (incarnation ${incarnation})`, evidence};
  }
  return {fact: `alive: no (${life})`, evidence: last ? `its last process ended ${lasting(now - last.at)} ago` : 'no process is known'};
}

function progress(session: Session, now: Timestamp): Line {
  const {heartbeat, silence} = session;
  const did = heartbeat ? `last did ${[heartbeat.action, heartbeat.target].filter(Boolean).join(' ')}` : 'no heartbeat yet';
  const from = heartbeat
    ? `${heartbeat.source === 'hook' ? 'seen by a hook' : 'said by the session'} ${lasting(now - heartbeat.at)} ago`
    : '';
  const silent = isExpectedToBeat(session) ? `silent for ${lasting(silentFor(session, now))}` : 'nothing is expected of it now';
  return {fact: `progress: ${silence ?? did}${silence ? `, ${did}` : ''}`, evidence: [from, silent].filter(Boolean).join('; ')};
}

function waitingOn({waiting, life, evidence}: Session): Line {
  if (life !== 'running') return {fact: 'waiting on: nothing', evidence: 'it has no process'};
  return waiting
    ? {fact: `waiting on: ${waiting.on}`, evidence: `${waiting.what}; ${evidence}`}
    : {fact: 'waiting on: nothing', evidence: `nothing was seen to hold it; ${evidence}`};
}
