import type {Dialog} from './dialog.ts';
import type {ScreenEvent} from './event.ts';
import {changeChoice, editForm, type Form, jumpToChoice, moveFocus} from './form.ts';
import type {ScreenState} from './state.ts';
import {editText, type TextEdit} from './text-field.ts';

export type DialogEvent = Extract<
  ScreenEvent,
  {readonly type: `dialog.${string}` | `form.${string}` | `answer.${string}` | 'sending' | 'sent' | 'explained' | 'inbox'}
>;

export function isDialogEvent(event: ScreenEvent): event is DialogEvent {
  return /^(dialog\.|form\.|answer\.)/.test(event.type) || ['sending', 'sent', 'explained', 'inbox'].includes(event.type);
}

export function reduceDialog(state: ScreenState, event: DialogEvent): ScreenState {
  const {dialog} = state;
  if (event.type === 'dialog.open') return {...keepDraft(state), dialog: event.dialog, typing: false};
  if (!dialog) return state;
  switch (event.type) {
    case 'dialog.close':
      return dialog.kind === 'filter' ? {...state, filter: dialog.before, dialog: null} : {...keepDraft(state), dialog: null};
    case 'dialog.done':
      return {...keepDraft(state), dialog: null};
    case 'dialog.edit':
      return editDialog(state, dialog, event.edit);
    case 'dialog.move':
      return {...state, dialog: moveInList(dialog, event.by, event.count)};
    case 'dialog.scroll':
      return 'offset' in dialog
        ? {...state, dialog: {...dialog, offset: Math.max(0, Math.min(event.most, dialog.offset + event.by))}}
        : state;
    case 'form.focus':
      return changeForm(state, dialog, (form) => moveFocus(form, event.by));
    case 'form.choose':
      return changeForm(state, dialog, (form) => changeChoice(form, event.by));
    case 'form.jump':
      return changeForm(state, dialog, (form) => jumpToChoice(form, event.text));
    case 'answer.note':
      return dialog.kind === 'answer' ? {...state, dialog: {...dialog, writing: event.on}} : state;
    case 'sending':
      return 'sending' in dialog ? {...state, dialog: {...dialog, sending: event.on}} : state;
    case 'answer.settled':
      return dialog.kind === 'answer' && dialog.attention.id === event.attention
        ? {...state, dialog: {...dialog, sending: false, writing: false, settled: event.text}}
        : state;
    case 'sent':
      return {...state, dialog: dialog.kind === event.form ? null : dialog, drafts: {...state.drafts, [event.form]: null}};
    case 'explained':
      return dialog.kind === 'peek' && dialog.session === event.explanation.session
        ? {...state, dialog: {...dialog, explanation: event.explanation}}
        : state;
    case 'inbox':
      return dialog.kind === 'inbox' ? {...state, dialog: {...dialog, messages: event.messages}} : state;
  }
}

function editDialog(state: ScreenState, dialog: Dialog, edit: TextEdit): ScreenState {
  switch (dialog.kind) {
    case 'palette':
      return {...state, dialog: {...dialog, query: editText(dialog.query, edit), index: 0}};
    case 'filter': {
      const field = editText(dialog.field, edit);
      return {...state, filter: field.text, dialog: {...dialog, field}};
    }
    case 'answer':
      return {...state, dialog: {...dialog, note: editText(dialog.note, edit)}};
    case 'message':
    case 'delegate':
      return changeForm(state, dialog, (form) => editForm(form, edit));
    default:
      return state;
  }
}

function moveInList(dialog: Dialog, by: number, count: number): Dialog {
  if (!('index' in dialog) || count === 0) return dialog;
  // From no choice at all, down goes to the first and up to the last.
  const from = dialog.index ?? (by > 0 ? -1 : count);
  return {...dialog, index: Math.max(0, Math.min(count - 1, from + by))};
}

function changeForm(state: ScreenState, dialog: Dialog, change: (form: Form) => Form): ScreenState {
  return 'form' in dialog && !dialog.sending ? {...state, dialog: {...dialog, form: change(dialog.form)}} : state;
}

/** A composer that closes leaves what was written in it for the next time it opens. An answer to a message is not kept. */
function keepDraft(state: ScreenState): ScreenState {
  const {dialog} = state;
  if (dialog?.kind === 'message' && dialog.replyTo === null) return {...state, drafts: {...state.drafts, message: dialog.form}};
  if (dialog?.kind === 'delegate') return {...state, drafts: {...state.drafts, delegate: dialog.form}};
  return state;
}
