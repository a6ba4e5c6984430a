import type {ScreenState} from '../../state/state.ts';
import {presentAnswer} from './answer.ts';
import {presentClaims} from './claims.ts';
import {presentConfirm} from './confirm.ts';
import {presentForm} from './form.ts';
import {presentHelp} from './help.ts';
import {presentInbox} from './inbox.ts';
import {presentPalette} from './palette.ts';
import type {DialogParts} from './parts.ts';
import {presentPeek} from './peek.ts';
import {presentSessionMenu} from './session-menu.ts';

/** The open dialog. `null`: there is none, or (the filter) it has its place in the bottom row. */
export function presentDialog(state: ScreenState, now: number): DialogParts | null {
  const {dialog} = state;
  switch (dialog?.kind) {
    case undefined:
    case 'filter':
      return null;
    case 'help':
      return presentHelp(state, dialog.offset);
    case 'palette':
      return presentPalette(state, dialog);
    case 'answer':
      return presentAnswer(state, dialog);
    case 'peek':
      return presentPeek(state, dialog, now);
    case 'message':
      return presentForm(state, dialog.replyTo === null ? 'Message' : `Reply to ${dialog.replyTo}`, dialog.form, dialog.sending);
    case 'delegate':
      return presentForm(state, 'Delegate a task', dialog.form, dialog.sending);
    case 'menu':
      return presentSessionMenu(state, dialog);
    case 'claims':
      return presentClaims(state, dialog.index, now);
    case 'inbox':
      return presentInbox(state, dialog, now);
    case 'confirm':
      return presentConfirm(state, dialog);
  }
}
