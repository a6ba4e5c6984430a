import type {SessionState} from '../board/board.ts';
import type {Session} from '../team.ts';

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
