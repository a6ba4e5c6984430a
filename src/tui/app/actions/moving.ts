import {answerDialog} from '../state/dialog.ts';
import {nextQuestion} from '../state/sessions.ts';
import {textField} from '../state/text-field.ts';
import type {Action} from './action.ts';
import {fewPanes, noSessions} from './reasons.ts';

export const movingActions = {
  'session.next': {
    title: 'Select the next session',
    description: 'Down the list of sessions, which is ordered by what they need.',
    group: 'moving',
    whyDisabled: noSessions,
    run: ({dispatch}) => dispatch({type: 'select.move', by: 1}),
  },
  'session.previous': {
    title: 'Select the previous session',
    description: 'Up the list of sessions.',
    group: 'moving',
    whyDisabled: noSessions,
    run: ({dispatch}) => dispatch({type: 'select.move', by: -1}),
  },
  'session.first': {
    title: 'Select the first session',
    description: 'The top of the list: who needs you most.',
    group: 'moving',
    whyDisabled: noSessions,
    run: ({dispatch}) => dispatch({type: 'select.end', which: 'first'}),
  },
  'session.last': {
    title: 'Select the last session',
    description: 'The bottom of the list.',
    group: 'moving',
    whyDisabled: noSessions,
    run: ({dispatch}) => dispatch({type: 'select.end', which: 'last'}),
  },
  'session.number': {
    title: 'Select a session by its number',
    description: 'The number stands before its name and never changes while the team runs.',
    group: 'moving',
    whyDisabled: noSessions,
    run: ({state, dispatch}, key) => {
      const session = state.board?.sessions[Number(key.name) - 1];
      if (session) dispatch({type: 'select', session: session.id});
    },
  },
  'waiting.next': {
    title: 'Go to the next one that waits for you',
    description: 'Through the queue of questions, permissions and problems, most urgent first.',
    group: 'moving',
    whyDisabled: (state) => (nextQuestion(state) ? null : 'Nothing waits for you.'),
    run: ({state, dispatch}) => {
      const question = nextQuestion(state);
      if (!question) return;
      if (question.session !== null) dispatch({type: 'select', session: question.session});
      else dispatch({type: 'dialog.open', dialog: answerDialog(question)});
    },
  },
  'pane.next': {
    title: 'Select the next pane',
    description: 'From left to right, top to bottom, over all pages.',
    group: 'moving',
    whyDisabled: fewPanes,
    run: ({dispatch}) => dispatch({type: 'select.pane', by: 1}),
  },
  'pane.previous': {
    title: 'Select the previous pane',
    description: 'The other way round.',
    group: 'moving',
    whyDisabled: fewPanes,
    run: ({dispatch}) => dispatch({type: 'select.pane', by: -1}),
  },
  'filter.open': {
    title: 'Filter the sessions',
    description: 'Shows only those whose name, role, state, client or tier has every word: `backend waiting`, `tier:2`.',
    group: 'moving',
    whyDisabled: noSessions,
    run: ({state, dispatch}) =>
      dispatch({type: 'dialog.open', dialog: {kind: 'filter', field: textField(state.filter), before: state.filter}}),
  },
} as const satisfies Record<string, Action>;
