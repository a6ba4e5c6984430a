import type {Board} from '../../../../src/core/index.ts';
import type {Size} from '../../../../src/tui/app/layout/regions.ts';
import type {ScreenEvent} from '../../../../src/tui/app/state/event.ts';
import {reduce} from '../../../../src/tui/app/state/reduce.ts';
import {initialState, type ScreenState} from '../../../../src/tui/app/state/state.ts';

/** Local time at which every board here came. */
export const LOCAL = 5_000;

export const fold = (state: ScreenState, ...events: readonly ScreenEvent[]): ScreenState => events.reduce(reduce, state);

/** A screen of this size that shows this board, with a terminal for every session that runs. */
export function screenOf(board: Board, size: Size, ...events: readonly ScreenEvent[]): ScreenState {
  const start = initialState({project: '/home/me/todo-api', demo: false, leaveTyping: 'ctrl+q', size});
  const terminals = Object.fromEntries(
    board.sessions.filter(({alive, origin}) => alive && origin === 'config').map(({id}) => [id, {title: '', exited: false, scrolled: 0}]),
  );
  return fold(start, {type: 'board', board, at: LOCAL}, {type: 'terminals', terminals}, ...events);
}

export const small: Size = {columns: 80, rows: 24};
export const middle: Size = {columns: 120, rows: 40};
export const large: Size = {columns: 220, rows: 60};
