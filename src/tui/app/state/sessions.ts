import type {Attention, BoardSession, SessionState} from '../../../core/index.ts';
import type {ScreenState} from './state.ts';

/** What needs a person first, then what works, then what rests. */
const RANK: Readonly<Record<SessionState, number>> = {
  waiting: 0,
  failed: 1,
  starting: 2,
  working: 2,
  idle: 3,
  paused: 4,
  stopped: 5,
};

/** All sessions by what they need; within one need, in the order of the configuration. */
export function sessionsByNeed(state: ScreenState): BoardSession[] {
  const sessions = shownSessions(state);
  return sessions
    .map((session, index) => ({session, index}))
    .sort(byRank)
    .map(({session}) => session);
}

function byRank(a: {session: BoardSession; index: number}, b: {session: BoardSession; index: number}): number {
  return rankOf(a.session) - rankOf(b.session) || a.index - b.index;
}

/** A session with an open question waits, whatever else it does. */
const rankOf = (session: BoardSession): number => (session.attention.length > 0 ? RANK.waiting : RANK[session.state]);

/** Those that the filter lets through, in the order of the configuration. */
export function shownSessions(state: ScreenState): readonly BoardSession[] {
  const words = state.filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const sessions = state.board?.sessions ?? [];
  if (words.length === 0) return sessions;
  return sessions.filter((session) => {
    const text = `${session.id} ${session.role} ${session.state} ${session.client} tier:${session.tier}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Those that have a pane: a joined session runs in a terminal of its own, a stopped one has nothing to show. */
export function sessionsWithPane(state: ScreenState): BoardSession[] {
  return shownSessions(state).filter((session) => session.origin === 'config' && session.state !== 'stopped');
}

export function findSession(state: ScreenState, id: string | null): BoardSession | null {
  return state.board?.sessions.find((session) => session.id === id) ?? null;
}

export const selectedSession = (state: ScreenState): BoardSession | null => findSession(state, state.selected);

/** The session that a session's action is about: the one whose menu is open, else the selected one. */
export function subjectOf(state: ScreenState): BoardSession | null {
  return findSession(state, state.dialog?.kind === 'menu' ? state.dialog.session : state.selected);
}

/** Its number in the configuration's order, from 1: the key that selects it. */
export function numberOf(state: ScreenState, id: string): number {
  return (state.board?.sessions.findIndex((session) => session.id === id) ?? -1) + 1;
}

/** The open question of a session that was raised first. */
export function questionOf(state: ScreenState, session: string): Attention | null {
  return state.board?.attention.find((attention) => attention.session === session) ?? null;
}

/** The next thing that waits for a person, after the selected session's; from the last one it goes on with the first. */
export function nextQuestion(state: ScreenState): Attention | null {
  const open = state.board?.attention ?? [];
  const current = open.findLastIndex((attention) => attention.session !== null && attention.session === state.selected);
  return open[(current + 1) % open.length] ?? null;
}

/** Team time at a local time: the board's own, moved on by what has passed since it came. */
export function teamTime(state: ScreenState, now: number): number {
  return state.board ? state.board.at + Math.max(0, now - state.boardAt) : 0;
}
