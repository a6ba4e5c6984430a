import type {PaneLayout} from '../layout/panes.ts';
import type {ScreenState} from '../state/state.ts';
import type {Action, Controls} from './action.ts';
import {fewPanes, firstOf, noPane, noRunningPane, noSession} from './reasons.ts';

const LAYOUTS: readonly PaneLayout[] = ['tiled', 'main', 'columns'];

/** Lines that a page of history moves by: two less than the pane has, so that the eye finds its place again. */
const pageOf = (state: ScreenState): number => Math.max(1, state.size.rows - 6);

function scrollBy(by: (state: ScreenState) => number): Action['run'] {
  return ({state, perform}: Controls) => {
    if (state.selected !== null) perform({kind: 'scroll', session: state.selected, by: by(state)});
  };
}

export const paneActions = {
  'pane.type': {
    title: 'Type into the session',
    description: 'Every key goes to the session, but the way out.',
    group: 'panes',
    whyDisabled: noRunningPane,
    run: ({dispatch}) => dispatch({type: 'typing', on: true}),
  },
  'typing.leave': {
    title: 'Leave typing mode',
    description: 'The one key that the session does not get. `screen.leaveTyping` of the configuration sets another one.',
    group: 'panes',
    whyDisabled: ({typing}) => (typing ? null : 'No session has the keys.'),
    run: ({dispatch}) => dispatch({type: 'typing', on: false}),
  },
  'pane.zoom': {
    title: 'Zoom the pane in or out',
    description: 'The selected pane takes the whole screen, or its place again.',
    group: 'panes',
    whyDisabled: noPane,
    run: ({state, dispatch}) => dispatch({type: 'zoom', on: !(state.zoomed && state.view === 'terminals')}),
  },
  'pane.layout': {
    title: 'Change the layout',
    description: 'Tiled, one main pane with a stack beside it, columns.',
    group: 'panes',
    whyDisabled: fewPanes,
    run: ({state, dispatch}) =>
      dispatch({type: 'layout', layout: LAYOUTS[(LAYOUTS.indexOf(state.layout) + 1) % LAYOUTS.length] ?? 'tiled'}),
  },
  'pane.main': {
    title: 'Make it the main pane',
    description: 'The layout with one main pane, and the selected session in it.',
    group: 'panes',
    whyDisabled: firstOf(noSession, fewPanes),
    run: ({state, dispatch}) => {
      if (state.selected !== null) dispatch({type: 'main', session: state.selected});
    },
  },
  'pane.back': {
    title: 'Scroll back in the pane',
    description: 'A page up in the history of the selected pane. The wheel does the same over any pane.',
    group: 'panes',
    whyDisabled: noPane,
    run: scrollBy(pageOf),
  },
  'pane.forward': {
    title: 'Scroll forward in the pane',
    description: 'A page down, at last to the live screen.',
    group: 'panes',
    whyDisabled: noPane,
    run: scrollBy((state) => -pageOf(state)),
  },
  'pane.live': {
    title: 'Back to the live screen',
    description: 'Ends scrolling in the selected pane.',
    group: 'panes',
    whyDisabled: noPane,
    run: scrollBy(() => Number.NEGATIVE_INFINITY),
  },
} as const satisfies Record<string, Action>;
