import type {Board} from '../../../core/index.ts';
import type {Explanation, InboxMessage, SupervisorInfo} from '../../../protocol/control.ts';
import type {PaneLayout} from '../layout/panes.ts';
import type {Size} from '../layout/regions.ts';
import type {Dialog} from './dialog.ts';
import type {BoardSection, Link, TerminalState, Toast} from './state.ts';
import type {TextEdit} from './text-field.ts';

/** What happened on the screen or behind it. `reduce` folds it into the state. */
export type ScreenEvent =
  // --- from outside ---
  | {readonly type: 'resized'; readonly size: Size}
  | {readonly type: 'board'; readonly board: Board; readonly at: number}
  | {readonly type: 'info'; readonly info: SupervisorInfo}
  | {readonly type: 'link'; readonly to: 'supervisor' | 'host'; readonly link: Link}
  | {readonly type: 'terminals'; readonly terminals: Readonly<Record<string, TerminalState>>}
  | {readonly type: 'terminal'; readonly terminal: string; readonly change: Partial<TerminalState>}
  | {readonly type: 'ending'; readonly text: string | null}
  // --- where the person is ---
  | {readonly type: 'select'; readonly session: string}
  | {readonly type: 'select.move'; readonly by: number}
  | {readonly type: 'select.pane'; readonly by: number}
  | {readonly type: 'select.end'; readonly which: 'first' | 'last'}
  | {readonly type: 'typing'; readonly on: boolean}
  | {readonly type: 'view'; readonly view: 'terminals' | 'board'}
  | {readonly type: 'zoom'; readonly on: boolean}
  | {readonly type: 'layout'; readonly layout: PaneLayout}
  | {readonly type: 'main'; readonly session: string}
  | {readonly type: 'filter'; readonly text: string}
  | {readonly type: 'scrolled'; readonly terminal: string; readonly lines: number}
  | {readonly type: 'section'; readonly section: BoardSection}
  /** `most`: the last row that may become the first one shown. */
  | {readonly type: 'section.scroll'; readonly section: BoardSection; readonly by: number; readonly most: number}
  // --- dialogs ---
  | {readonly type: 'dialog.open'; readonly dialog: Dialog}
  /** Given up: what it changed on the way is put back. */
  | {readonly type: 'dialog.close'}
  /** Finished: what it changed stays. */
  | {readonly type: 'dialog.done'}
  | {readonly type: 'dialog.edit'; readonly edit: TextEdit}
  /** `count`: how many entries the list has now. */
  | {readonly type: 'dialog.move'; readonly by: number; readonly count: number}
  | {readonly type: 'dialog.scroll'; readonly by: number; readonly most: number}
  | {readonly type: 'form.focus'; readonly by: number}
  | {readonly type: 'form.choose'; readonly by: number}
  | {readonly type: 'form.jump'; readonly text: string}
  | {readonly type: 'answer.note'; readonly on: boolean}
  | {readonly type: 'sending'; readonly on: boolean}
  | {readonly type: 'answer.settled'; readonly attention: string; readonly text: string}
  /** A message or a task was sent: its draft is not needed any more. */
  | {readonly type: 'sent'; readonly form: 'message' | 'delegate'}
  | {readonly type: 'explained'; readonly explanation: Explanation}
  | {readonly type: 'inbox'; readonly messages: readonly InboxMessage[]}
  // --- toasts ---
  | {readonly type: 'toast'; readonly toast: Omit<Toast, 'id'>}
  | {readonly type: 'toast.over'; readonly id: number};
