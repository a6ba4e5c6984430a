import {boardSections} from '../state/state.ts';
import {textField} from '../state/text-field.ts';
import {type Action, always} from './action.ts';

export const screenActions = {
  'view.board': {
    title: 'Show the board, or the terminals',
    description: 'Sessions, claims, tasks, messages, what waits for you and what happened, on one page.',
    group: 'screen',
    whyDisabled: always,
    run: ({state, dispatch}) => dispatch({type: 'view', view: state.view === 'board' ? 'terminals' : 'board'}),
  },
  'screen.back': {
    title: 'Go back',
    description: 'Out of the history, the filter, the zoom or the board, in this order.',
    group: 'screen',
    whyDisabled: always,
    run: ({state, dispatch, perform}) => {
      if (state.selected !== null && (state.terminals[state.selected]?.scrolled ?? 0) > 0) {
        perform({kind: 'scroll', session: state.selected, by: Number.NEGATIVE_INFINITY});
      } else if (state.filter !== '') dispatch({type: 'filter', text: ''});
      else if (state.view === 'board') dispatch({type: 'view', view: 'terminals'});
      else if (state.zoomed) dispatch({type: 'zoom', on: false});
    },
  },
  'board.next-section': {
    title: 'Go to the next part of the board',
    description: 'The part where you are takes the room that is left; the arrows move in it.',
    group: 'screen',
    whyDisabled: always,
    run: ({state, dispatch}) => dispatch({type: 'section', section: sectionAfter(state.section, 1)}),
  },
  'board.previous-section': {
    title: 'Go to the previous part of the board',
    description: 'The other way round.',
    group: 'screen',
    whyDisabled: always,
    run: ({state, dispatch}) => dispatch({type: 'section', section: sectionAfter(state.section, -1)}),
  },
  'board.down': {
    title: 'Move down in this part of the board',
    description: 'Among the sessions it selects.',
    group: 'screen',
    whyDisabled: always,
    run: ({state, dispatch, hidden}) =>
      dispatch(
        state.section === 'sessions' ? {type: 'select.move', by: 1} : {type: 'section.scroll', section: state.section, by: 1, most: hidden},
      ),
  },
  'board.up': {
    title: 'Move up in this part of the board',
    description: 'Among the sessions it selects.',
    group: 'screen',
    whyDisabled: always,
    run: ({state, dispatch, hidden}) =>
      dispatch(
        state.section === 'sessions'
          ? {type: 'select.move', by: -1}
          : {type: 'section.scroll', section: state.section, by: -1, most: hidden},
      ),
  },
  'palette.open': {
    title: 'Find an action',
    description: 'Everything that can be done, by its name.',
    group: 'screen',
    whyDisabled: always,
    run: ({dispatch}) => dispatch({type: 'dialog.open', dialog: {kind: 'palette', query: textField(), index: 0}}),
  },
  'help.open': {
    title: 'Show the keys',
    description: 'This list.',
    group: 'screen',
    whyDisabled: always,
    run: ({dispatch}) => dispatch({type: 'dialog.open', dialog: {kind: 'help', offset: 0}}),
  },
  'screen.repaint': {
    title: 'Draw everything again',
    description: 'When another program has written over the screen.',
    group: 'screen',
    whyDisabled: always,
    run: ({perform}) => perform({kind: 'repaint'}),
  },
  'screen.leave': {
    title: 'Leave the screen',
    description: 'The team goes on; `harmony attach` comes back.',
    group: 'screen',
    whyDisabled: always,
    run: ({perform}) => perform({kind: 'leave'}),
  },
  'screen.interrupt': {
    title: 'Say where an interrupt goes',
    description: 'An interrupt is for a session: type it there. It never ends the screen or the team.',
    group: 'screen',
    whyDisabled: always,
    run: ({dispatch}) =>
      dispatch({
        type: 'toast',
        toast: {kind: 'done', text: 'Ctrl+C is for a session: press Enter first, then Ctrl+C.', remedy: 'q leaves the screen.'},
      }),
  },
} as const satisfies Record<string, Action>;

function sectionAfter(section: (typeof boardSections)[number], by: number): (typeof boardSections)[number] {
  return boardSections[(boardSections.indexOf(section) + by + boardSections.length) % boardSections.length] ?? 'sessions';
}
