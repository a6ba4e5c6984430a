import type {Board} from '../../../core/index.ts';
import type {ScreenEvent} from './event.ts';
import type {DialogEvent} from './reduce-dialog.ts';
import type {ScreenState, TerminalState} from './state.ts';

type TeamEvent = Exclude<
  ScreenEvent,
  | DialogEvent
  | {
      readonly type:
        | `select${string}`
        | 'typing'
        | 'view'
        | 'zoom'
        | 'layout'
        | 'main'
        | 'filter'
        | 'scrolled'
        | `section${string}`
        | `toast${string}`;
    }
>;

/** What the supervisor, the terminal host and the outer terminal tell. */
export function reduceTeam(state: ScreenState, event: TeamEvent): ScreenState {
  switch (event.type) {
    case 'resized':
      return {...state, size: event.size};
    case 'board':
      return withBoard(state, event.board, event.at);
    case 'info':
      return {...state, info: event.info};
    case 'link':
      return event.to === 'supervisor' ? {...state, supervisor: event.link} : {...state, host: event.link};
    case 'terminals':
      return {...state, terminals: event.terminals};
    case 'terminal':
      return {...state, terminals: withTerminal(state.terminals, event.terminal, event.change)};
    case 'ending':
      return {...state, ending: event.text};
  }
}

const UNKNOWN: TerminalState = {title: '', exited: false, scrolled: 0};

function withTerminal(terminals: ScreenState['terminals'], id: string, change: Partial<TerminalState>): ScreenState['terminals'] {
  return {...terminals, [id]: {...UNKNOWN, ...terminals[id], ...change}};
}

function withBoard(state: ScreenState, board: Board, at: number): ScreenState {
  const has = (id: string | null): boolean => board.sessions.some((session) => session.id === id);
  const selected = has(state.selected) ? state.selected : (firstThatWaits(board) ?? board.sessions[0]?.id ?? null);
  return {
    ...state,
    board,
    boardAt: at,
    selected,
    // A session that ended keeps the typing mode: keys meant for it must not become commands of the screen.
    typing: state.typing && selected === state.selected,
    dialog: settleAnswer(state.dialog, board),
  };
}

const firstThatWaits = (board: Board): string | undefined => board.attention.find(({session}) => session !== null)?.session ?? undefined;

/** An open question that is on the board no more was settled in the pane or by somebody else. */
function settleAnswer(dialog: ScreenState['dialog'], board: Board): ScreenState['dialog'] {
  if (dialog?.kind !== 'answer' || dialog.settled !== null || dialog.sending) return dialog;
  if (board.attention.some(({id}) => id === dialog.attention.id)) return dialog;
  return {...dialog, writing: false, settled: 'It was settled elsewhere: in the pane, or by somebody else.'};
}
