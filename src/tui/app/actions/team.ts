import {delegateForm, messageForm} from '../state/composers.ts';
import {answerDialog} from '../state/dialog.ts';
import {questionOf, subjectOf} from '../state/sessions.ts';
import {type Action, always} from './action.ts';
import {firstOf, noSession, noSessions, noSupervisor} from './reasons.ts';

export const teamActions = {
  'question.open': {
    title: 'Look at the session, or answer it',
    description: 'Shows what it asks and takes the answer; without a question, why it is shown as it is.',
    group: 'team',
    whyDisabled: noSession,
    run: ({state, dispatch, perform}) => {
      const {selected} = state;
      if (selected === null) return;
      const question = questionOf(state, selected);
      if (question) return dispatch({type: 'dialog.open', dialog: answerDialog(question)});
      dispatch({type: 'dialog.open', dialog: {kind: 'peek', session: selected, explanation: null, offset: 0}});
      perform({kind: 'explain', session: selected});
    },
  },
  'message.open': {
    title: 'Send a message',
    description: 'To a session, a role, a tier or all.',
    group: 'team',
    whyDisabled: noSessions,
    run: ({state, dispatch}) => {
      const form = messageForm(state, subjectOf(state)?.id ?? 'all');
      dispatch({type: 'dialog.open', dialog: {kind: 'message', form, replyTo: null, sending: false}});
    },
  },
  'message.broadcast': {
    title: 'Send a message to all',
    description: 'The composer with everybody as the recipient.',
    group: 'team',
    whyDisabled: noSessions,
    run: ({state, dispatch}) =>
      dispatch({type: 'dialog.open', dialog: {kind: 'message', form: messageForm(state, 'all'), replyTo: null, sending: false}}),
  },
  'inbox.open': {
    title: 'Read messages to you',
    description: 'What sessions wrote to the human; opening it marks them as seen.',
    group: 'team',
    whyDisabled: noSupervisor,
    run: ({dispatch, perform}) => {
      dispatch({type: 'dialog.open', dialog: {kind: 'inbox', messages: null, index: 0}});
      perform({kind: 'read-inbox'});
    },
  },
  'delegate.open': {
    title: 'Delegate a task',
    description: 'To a session, or to a role: then the fittest session of that role gets it.',
    group: 'team',
    whyDisabled: noSessions,
    run: ({state, dispatch}) =>
      dispatch({type: 'dialog.open', dialog: {kind: 'delegate', form: delegateForm(state, subjectOf(state)?.id ?? ''), sending: false}}),
  },
  'claims.open': {
    title: 'List the claims',
    description: 'Who may write what, and until when. A claim can be taken away there.',
    group: 'team',
    whyDisabled: always,
    run: ({dispatch}) => dispatch({type: 'dialog.open', dialog: {kind: 'claims', index: 0}}),
  },
  'team.end': {
    title: 'End the team',
    description: 'Ends every session and the supervisor. `q` only leaves the screen.',
    group: 'team',
    whyDisabled: firstOf(noSupervisor, (state) => (state.ending === null ? null : 'The team is ending already.')),
    run: ({state, dispatch}) => {
      const running = state.board?.sessions.filter(({alive, origin}) => alive && origin === 'config').length ?? 0;
      dispatch({
        type: 'dialog.open',
        dialog: {
          kind: 'confirm',
          title: 'End the team?',
          text: `${running === 1 ? 'One session' : `${running} sessions`} and the supervisor end. Conversations can be resumed by harmony up.`,
          verb: 'end the team',
          intent: {kind: 'down'},
        },
      });
    },
  },
} as const satisfies Record<string, Action>;
