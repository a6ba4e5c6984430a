import type {BoardSession, CommandBody} from '../../../core/index.ts';
import {subjectOf} from '../state/sessions.ts';
import type {ScreenState} from '../state/state.ts';
import type {Action, Controls} from './action.ts';
import {firstOf, noSession, noSupervisor, type Reason} from './reasons.ts';

/** A reason that speaks of the session in question. */
const ofSession =
  (reason: (session: BoardSession) => string | null): Reason =>
  (state) => {
    const session = subjectOf(state);
    return session ? reason(session) : null;
  };

const notOurs = ofSession((session) => (session.origin === 'joined' ? `${session.id} was started by hand and ends by hand.` : null));
const notAlive = ofSession((session) => (session.alive ? null : `${session.id} does not run.`));
const alive = ofSession((session) => (session.alive ? `${session.id} runs already.` : null));

function command(body: (session: string) => CommandBody, done: (session: string) => string): Action['run'] {
  return ({state, dispatch, perform}) => {
    const session = subjectOf(state);
    if (!session) return;
    if (state.dialog) dispatch({type: 'dialog.done'});
    perform({kind: 'command', body: body(session.id), done: done(session.id)});
  };
}

function confirmed(
  ask: (session: BoardSession) => {title: string; text: string; verb: string; body: CommandBody; done: string},
): Action['run'] {
  return ({state, dispatch}: Controls) => {
    const session = subjectOf(state);
    if (!session) return;
    const {title, text, verb, body, done} = ask(session);
    dispatch({type: 'dialog.open', dialog: {kind: 'confirm', title, text, verb, intent: {kind: 'command', body, done}}});
  };
}

/** What becomes of what the session holds, for the question before it is stopped. */
function heldBy({claims, tasks}: BoardSession): string {
  const parts = [
    claims.length === 0 ? '' : ` ${count(claims.length, 'claim')} of it ${claims.length === 1 ? 'ends' : 'end'}.`,
    tasks.length === 0 ? '' : ` ${count(tasks.length, 'task')} of it ${tasks.length === 1 ? 'is' : 'are'} not done.`,
  ];
  return parts.join('');
}

const count = (number: number, noun: string): string => (number === 1 ? `One ${noun}` : `${number} ${noun}s`);

export const sessionActions = {
  'session.menu': {
    title: 'Act on the session',
    description: 'Pause, resume, restart, stop or start it, or write to it.',
    group: 'session',
    whyDisabled: noSession,
    run: ({state, dispatch}) => {
      if (state.selected !== null) dispatch({type: 'dialog.open', dialog: {kind: 'menu', session: state.selected, index: 0}});
    },
  },
  'session.pause': {
    title: 'Pause the session',
    description: 'Its edits are refused and no message reaches it until it is resumed. The process goes on.',
    group: 'session',
    whyDisabled: firstOf(
      noSupervisor,
      noSession,
      ofSession((session) => (session.state === 'paused' ? `${session.id} is paused already.` : null)),
      notAlive,
    ),
    run: command(
      (session) => ({type: 'session.pause', session}),
      (session) => `${session} is paused.`,
    ),
  },
  'session.resume': {
    title: 'Resume the session',
    description: 'Ends the pause.',
    group: 'session',
    whyDisabled: firstOf(
      noSupervisor,
      noSession,
      ofSession((session) => (session.state === 'paused' ? null : `${session.id} is not paused.`)),
    ),
    run: command(
      (session) => ({type: 'session.resume', session}),
      (session) => `${session} goes on.`,
    ),
  },
  'session.restart': {
    title: 'Restart the session',
    description: 'Ends its process and starts a fresh one; a client that can goes on with the same conversation.',
    group: 'session',
    whyDisabled: firstOf(noSupervisor, noSession, notOurs, notAlive),
    run: confirmed(({id}) => ({
      title: `Restart ${id}?`,
      text: `What ${id} is doing now is cut off. A client that can goes on with the same conversation.`,
      verb: 'restart',
      body: {type: 'session.restart', session: id},
      done: `${id} restarts.`,
    })),
  },
  'session.stop': {
    title: 'Stop the session',
    description: 'Ends its process; it stays stopped until somebody starts it.',
    group: 'session',
    whyDisabled: firstOf(noSupervisor, noSession, notOurs, notAlive),
    run: confirmed((session) => ({
      title: `Stop ${session.id}?`,
      text: `Its process ends and stays ended until somebody starts it.${heldBy(session)}`,
      verb: 'stop',
      body: {type: 'session.stop', session: session.id},
      done: `${session.id} stops.`,
    })),
  },
  'session.start': {
    title: 'Start the session',
    description: 'After a stop, or when it gave up after too many restarts.',
    group: 'session',
    whyDisabled: firstOf(noSupervisor, noSession, notOurs, alive),
    run: command(
      (session) => ({type: 'session.start', session}),
      (session) => `${session} starts.`,
    ),
  },
} as const satisfies Record<string, Action>;

/** What the session's menu offers, in its order. */
export const menuActions = [
  'message.open',
  'delegate.open',
  'session.pause',
  'session.resume',
  'session.restart',
  'session.stop',
  'session.start',
] as const;

/** The menu's entries that make sense for the session: of two opposites the one that can be done. */
export function menuEntries(state: ScreenState): readonly (typeof menuActions)[number][] {
  const session = subjectOf(state);
  if (!session) return [];
  return menuActions.filter((id) => {
    if (id === 'session.pause' || id === 'session.resume') return (session.state === 'paused') === (id === 'session.resume');
    if (id === 'session.start') return !session.alive;
    return id === 'session.restart' || id === 'session.stop' ? session.alive : true;
  });
}
