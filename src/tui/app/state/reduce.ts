import type {ScreenEvent} from './event.ts';
import {isDialogEvent, reduceDialog} from './reduce-dialog.ts';
import {reduceTeam} from './reduce-team.ts';
import {findSession, sessionsByNeed, sessionsWithPane} from './sessions.ts';
import type {ScreenState} from './state.ts';

/** The only way the screen's state changes. Pure: times and sizes come in with the events. */
export function reduce(state: ScreenState, event: ScreenEvent): ScreenState {
  if (isDialogEvent(event)) return reduceDialog(state, event);
  switch (event.type) {
    case 'select':
      return select(state, event.session);
    case 'select.move':
      return selectBy(state, sessionsByNeed(state), event.by, false);
    case 'select.pane':
      return selectBy(state, sessionsWithPane(state), event.by, true);
    case 'select.end': {
      const sessions = sessionsByNeed(state);
      return select(state, (event.which === 'first' ? sessions[0] : sessions.at(-1))?.id ?? state.selected);
    }
    case 'typing':
      return event.on && state.selected !== null
        ? {...withScroll(state, state.selected, 0), typing: true, view: 'terminals', dialog: null}
        : {...state, typing: false};
    case 'view':
      return {...state, view: event.view};
    case 'zoom':
      return {...state, zoomed: event.on, view: 'terminals'};
    case 'layout':
      return {...state, layout: event.layout, main: state.selected, zoomed: false, view: 'terminals'};
    case 'main':
      return {...state, layout: 'main', main: event.session, zoomed: false, view: 'terminals'};
    case 'filter':
      return keepSelectionShown({...state, filter: event.text});
    case 'scrolled':
      return withScroll(state, event.terminal, event.lines);
    case 'section':
      return {...state, section: event.section};
    case 'section.scroll': {
      const offset = Math.max(0, Math.min(event.most, (state.sectionOffsets[event.section] ?? 0) + event.by));
      return {...state, sectionOffsets: {...state.sectionOffsets, [event.section]: offset}};
    }
    case 'toast':
      return {...state, toast: {...event.toast, id: (state.toast?.id ?? 0) + 1}};
    case 'toast.over':
      return state.toast?.id === event.id ? {...state, toast: null} : state;
    default:
      return reduceTeam(state, event);
  }
}

/** Leaving a session on which keys were typed ends typing: they never go on into another one. */
function select(state: ScreenState, id: string | null): ScreenState {
  if (id === state.selected || !findSession(state, id)) return state;
  return {...state, selected: id, typing: false};
}

function selectBy(state: ScreenState, sessions: readonly {readonly id: string}[], by: number, around: boolean): ScreenState {
  if (sessions.length === 0) return state;
  const current = sessions.findIndex(({id}) => id === state.selected);
  if (current === -1) return select(state, sessions[0]?.id ?? null);
  const moved = current + by;
  const next = around ? (moved + sessions.length) % sessions.length : Math.max(0, Math.min(sessions.length - 1, moved));
  return select(state, sessions[next]?.id ?? null);
}

function keepSelectionShown(state: ScreenState): ScreenState {
  const shown = sessionsByNeed(state);
  return shown.length === 0 || shown.some(({id}) => id === state.selected) ? state : select(state, shown[0]?.id ?? null);
}

function withScroll(state: ScreenState, id: string, lines: number): ScreenState {
  const terminal = state.terminals[id];
  if (!terminal) return state;
  const scrolled = Math.max(0, lines);
  return scrolled === terminal.scrolled ? state : {...state, terminals: {...state.terminals, [id]: {...terminal, scrolled}}};
}
