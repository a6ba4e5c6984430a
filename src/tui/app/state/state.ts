import type {Board} from '../../../core/index.ts';
import type {SupervisorInfo} from '../../../protocol/control.ts';
import type {PaneLayout} from '../layout/panes.ts';
import type {Size} from '../layout/regions.ts';
import type {Dialog} from './dialog.ts';
import type {Form} from './form.ts';

/** Everything that decides what the screen shows. Changed by `reduce` only. */
export interface ScreenState {
  readonly project: string;
  readonly demo: boolean;
  /** The key out of typing mode, as in the configuration: `ctrl+q`. */
  readonly leaveTyping: string;
  readonly size: Size;
  /** `null` until the first one has come. */
  readonly board: Board | null;
  /** Local milliseconds at which the board came: with the board's own time it gives the team's time now. */
  readonly boardAt: number;
  readonly info: SupervisorInfo | null;
  readonly supervisor: Link;
  readonly host: Link;
  /** Terminals that the host has, by session. */
  readonly terminals: Readonly<Record<string, TerminalState>>;
  readonly view: 'terminals' | 'board';
  readonly layout: PaneLayout;
  /** Large pane of the layout `main`; the first one when it is not there. */
  readonly main: string | null;
  readonly zoomed: boolean;
  readonly selected: string | null;
  /** Keys go to the selected session's terminal. */
  readonly typing: boolean;
  readonly filter: string;
  readonly section: BoardSection;
  /** First row shown, per section of the board. */
  readonly sectionOffsets: Readonly<Partial<Record<BoardSection, number>>>;
  readonly dialog: Dialog | null;
  /** What was written in a composer that was closed without sending. */
  readonly drafts: {readonly message: Form | null; readonly delegate: Form | null};
  readonly toast: Toast | null;
  /** How far the end of the team is. */
  readonly ending: string | null;
}

export type Link = {readonly state: 'up'} | {readonly state: 'away'; readonly tries: number};

export interface TerminalState {
  readonly title: string;
  readonly exited: boolean;
  /** Lines that the view is scrolled up by; 0 shows the live screen. */
  readonly scrolled: number;
}

export const boardSections = ['attention', 'sessions', 'claims', 'tasks', 'messages', 'activity'] as const;
export type BoardSection = (typeof boardSections)[number];

export interface Toast {
  readonly id: number;
  /** `note`: nothing was done, and nothing is wrong. */
  readonly kind: 'done' | 'note' | 'problem';
  readonly text: string;
  /** What to do about it. */
  readonly remedy: string;
}

export interface ScreenStart {
  readonly project: string;
  readonly demo: boolean;
  readonly leaveTyping: string;
  readonly size: Size;
}

export function initialState(start: ScreenStart): ScreenState {
  return {
    ...start,
    board: null,
    boardAt: 0,
    info: null,
    supervisor: {state: 'up'},
    host: {state: 'up'},
    terminals: {},
    view: 'terminals',
    layout: 'tiled',
    main: null,
    zoomed: false,
    selected: null,
    typing: false,
    filter: '',
    section: 'sessions',
    sectionOffsets: {},
    dialog: null,
    drafts: {message: null, delegate: null},
    toast: null,
    ending: null,
  };
}
