import type {SessionState} from '../board/board.ts';
import {waitsOf} from '../claims/line.ts';
import type {Session, Team} from '../team.ts';

/** The one word that is shown: a session that waits never shows as idle, and one that is gone never as anything else. */
export function stateOf(session: Session): SessionState {
  switch (session.life) {
    case 'stopped':
      return 'stopped';
    case 'failed':
      return 'failed';
    case 'starting':
      return 'starting';
    case 'running':
      if (session.paused) return 'paused';
      // What it said itself holds until it is seen at work on something else.
      if (session.waiting || (session.blocked !== null && session.activity !== 'working')) return 'waiting';
      return session.activity === 'unknown' ? 'starting' : session.activity;
  }
}

/** The same, and what the session itself cannot know: one that stands in the line for a claim waits, unless it does other work meanwhile. */
export function shownStateOf(team: Team, session: Session): SessionState {
  const state = stateOf(session);
  if (state !== 'idle' && state !== 'working') return state;
  const waits = waitsOf(team, session.id);
  return waits.some(({tell}) => state === 'idle' || tell === 'call') ? 'waiting' : state;
}
