import type {MouseEvent, Rect, Surface} from '../../surface.ts';
import type {ScreenEffect} from '../actions/action.ts';
import {contains} from '../layout/regions.ts';
import type {HitTarget, ScreenView} from '../present/view.ts';
import type {ScreenEvent} from '../state/event.ts';
import {type BoardSection, boardSections, type ScreenState} from '../state/state.ts';
import type {Controller} from './controller.ts';

/** Lines that one notch of the wheel moves: what terminals do themselves. */
const NOTCH = 3;

export interface MousePorts {
  readonly surface: Pick<Surface, 'sendMouse'>;
  view(): ScreenView;
  state(): ScreenState;
  dispatch(event: ScreenEvent): void;
  perform(effect: ScreenEffect): void;
  readonly controller: Pick<Controller, 'run' | 'runEntry'>;
}

/** What the mouse does on the chrome; over a pane whose program asked for it, the program gets it. */
export function handleMouse(event: MouseEvent, ports: MousePorts): void {
  const {view} = ports;
  const target = view().hits.findLast(({rect}) => contains(rect, event.x, event.y))?.target ?? null;
  if (event.kind === 'wheel-up' || event.kind === 'wheel-down') turnWheel(event, target, ports);
  else if (target?.kind === 'pane' && isForProgram(event, target, ports)) return;
  else if (event.kind === 'press' && event.button === 0) press(target, ports);
}

function isForProgram(event: MouseEvent, {session, rect}: {session: string; rect: Rect}, {surface, state}: MousePorts): boolean {
  const {typing, selected} = state();
  return typing && selected === session && contains(rect, event.x, event.y) && surface.sendMouse(session, event, rect);
}

function press(target: HitTarget | null, ports: MousePorts): void {
  const {state, dispatch, controller} = ports;
  const {selected, typing} = state();
  switch (target?.kind) {
    case 'session':
      dispatch({type: 'select', session: target.session});
      break;
    case 'pane':
      if (target.session !== selected) dispatch({type: 'select', session: target.session});
      else if (!typing) controller.run('pane.type');
      break;
    case 'section': {
      const section = sectionNamed(target.section);
      if (section) dispatch({type: 'section', section});
      break;
    }
    case 'entry':
      pressEntry(target.index, ports);
      break;
    default:
  }
}

/** The first click marks, the second one does it: no answer is given by one slip of the hand. */
function pressEntry(index: number, {state, dispatch, controller, view}: MousePorts): void {
  const {dialog} = state();
  const current = dialog && 'index' in dialog ? dialog.index : null;
  if (current === index) controller.runEntry(index);
  else dispatch({type: 'dialog.move', by: index - (current ?? -1), count: view().entries});
}

function turnWheel(event: MouseEvent, target: HitTarget | null, ports: MousePorts): void {
  const {surface, state, dispatch, perform, view} = ports;
  const direction = event.kind === 'wheel-down' ? 1 : -1;
  const {dialog} = state();
  if (dialog && 'offset' in dialog) {
    dispatch({type: 'dialog.scroll', by: direction * NOTCH, most: view().hidden});
  } else if (dialog) {
    dispatch({type: 'dialog.move', by: direction, count: view().entries});
  } else if (target?.kind === 'pane') {
    if (!surface.sendMouse(target.session, event, target.rect)) {
      perform({kind: 'scroll', session: target.session, by: -direction * NOTCH});
    }
  } else if (target?.kind === 'session') {
    dispatch({type: 'select.move', by: direction});
  } else if (target?.kind === 'section') {
    turnOverSection(target.section, direction, ports);
  }
}

/** The wheel first takes the keys to the part of the board that it turns over. */
function turnOverSection(name: string, direction: number, {state, dispatch, view}: MousePorts): void {
  const section = sectionNamed(name);
  if (!section) return;
  if (section === state().section) dispatch({type: 'section.scroll', section, by: direction, most: view().hidden});
  else dispatch({type: 'section', section});
}

const sectionNamed = (name: string): BoardSection | undefined => boardSections.find((section) => section === name);
