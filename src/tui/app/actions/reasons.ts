import {selectedSession, sessionsWithPane, subjectOf} from '../state/sessions.ts';
import type {ScreenState} from '../state/state.ts';

/** Why something cannot be done now, in words for a person; `null` when it can. */
export type Reason = (state: ScreenState) => string | null;

/** The first reason that holds. */
export const firstOf =
  (...reasons: readonly Reason[]): Reason =>
  (state) =>
    reasons.reduce<string | null>((found, reason) => found ?? reason(state), null);

export const noSupervisor: Reason = (state) =>
  state.supervisor.state === 'away' ? 'The supervisor is away; the screen reconnects by itself.' : null;

export const noSession: Reason = (state) => (subjectOf(state) ? null : 'No session is selected.');

export const noSessions: Reason = (state) => (state.board && state.board.sessions.length > 0 ? null : 'The team has no sessions yet.');

export const noPane: Reason = (state) => {
  const session = selectedSession(state);
  if (!session) return 'No session is selected.';
  if (session.origin === 'joined') return `${session.id} runs in a terminal of its own.`;
  return state.terminals[session.id] ? null : `${session.id} has no terminal yet.`;
};

export const noRunningPane: Reason = (state) => {
  const session = selectedSession(state);
  const reason = noPane(state);
  if (reason || !session) return reason;
  if (state.host.state === 'away') return 'The terminal host is away; the screen reconnects by itself.';
  return state.terminals[session.id]?.exited ? `${session.id} has ended: x starts it again.` : null;
};

export const fewPanes: Reason = (state) => (sessionsWithPane(state).length > 1 ? null : 'There is one pane only.');
