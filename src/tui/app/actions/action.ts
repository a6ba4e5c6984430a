import type {CommandBody} from '../../../core/index.ts';
import type {KeyPress} from '../keys/key-press.ts';
import type {ScreenEvent} from '../state/event.ts';
import type {ScreenState} from '../state/state.ts';

/** One thing that a person can do on the screen. Help, hints, palette and the page of keys are made from these. */
export interface Action {
  /** A verb phrase: `Send a message`. */
  readonly title: string;
  /** One sentence more, for help and the page of keys. */
  readonly description: string;
  readonly group: ActionGroup;
  /** Why it cannot be done now; `null` when it can. */
  whyDisabled(state: ScreenState): string | null;
  run(controls: Controls, key: KeyPress): void;
}

export type ActionGroup = 'moving' | 'panes' | 'session' | 'team' | 'screen' | 'dialogs' | 'text';

/** What an action works with. */
export interface Controls {
  readonly state: ScreenState;
  dispatch(event: ScreenEvent): void;
  perform(effect: ScreenEffect): void;
  /** Runs the entry that is chosen in the palette or the menu. */
  runEntry(index: number): void;
  /** How many entries the open list has. */
  readonly entries: number;
  /** How many lines the open text, or the part of the board with the keys, can be scrolled by. */
  readonly hidden: number;
  /** How many lines of it are shown at once. */
  readonly page: number;
}

/** What reaches beyond the screen's own state. */
export type ScreenEffect =
  | {readonly kind: 'command'; readonly body: CommandBody; readonly done: string}
  | {readonly kind: 'answer'; readonly attention: string; readonly choice: string; readonly label: string; readonly text: string | null}
  /** A composer's command: the composer stays open until the supervisor has taken it. */
  | {readonly kind: 'send'; readonly form: 'message' | 'delegate'; readonly body: CommandBody; readonly done: string}
  | {readonly kind: 'explain'; readonly session: string}
  /** Moves a pane in its history: up by lines, to the live screen with minus infinity. */
  | {readonly kind: 'scroll'; readonly session: string; readonly by: number}
  | {readonly kind: 'read-inbox'}
  | {readonly kind: 'end-team'}
  | {readonly kind: 'leave'}
  | {readonly kind: 'repaint'};

export const always = (): null => null;
