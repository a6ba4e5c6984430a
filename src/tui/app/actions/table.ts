import type {Action} from './action.ts';
import {answerActions} from './answers.ts';
import {dialogActions} from './dialogs.ts';
import {movingActions} from './moving.ts';
import {paneActions} from './panes.ts';
import {screenActions} from './screen.ts';
import {sessionActions} from './sessions.ts';
import {teamActions} from './team.ts';
import {textActions} from './text.ts';

const table = {
  ...movingActions,
  ...paneActions,
  ...sessionActions,
  ...teamActions,
  ...screenActions,
  ...answerActions,
  ...dialogActions,
  ...textActions,
} as const;

export type ActionId = keyof typeof table;

/** Everything that a person can do on the screen. */
export const actions: Readonly<Record<ActionId, Action>> = table;

export const actionIds = Object.keys(table) as ActionId[];
