import {focusedField} from '../state/form.ts';
import type {TextEdit} from '../state/text-field.ts';
import {type Action, always, type Controls} from './action.ts';

function edit(kind: Exclude<TextEdit['kind'], 'insert'>, title: string, description = 'In a text field.'): Action {
  return {title, description, group: 'text', whyDisabled: always, run: ({dispatch}) => dispatch({type: 'dialog.edit', edit: {kind}})};
}

/** The arrows change a choice where one has the keys, and move the cursor elsewhere. */
function arrow(kind: 'left' | 'right', by: number, title: string): Action {
  return {
    title,
    description: 'Or another choice, where the field is one.',
    group: 'text',
    whyDisabled: always,
    run: ({state, dispatch}: Controls) => {
      const focused = state.dialog && 'form' in state.dialog ? focusedField(state.dialog.form) : undefined;
      dispatch(focused && focused.kind !== 'text' ? {type: 'form.choose', by} : {type: 'dialog.edit', edit: {kind}});
    },
  };
}

export const textActions = {
  'text.left': arrow('left', -1, 'Cursor left'),
  'text.right': arrow('right', 1, 'Cursor right'),
  'text.up': edit('up', 'Cursor up', 'Where the text has several lines.'),
  'text.down': edit('down', 'Cursor down', 'Where the text has several lines.'),
  'text.line-start': edit('line-start', 'To the beginning of the line'),
  'text.line-end': edit('line-end', 'To the end of the line'),
  'text.backspace': edit('backspace', 'Delete before the cursor'),
  'text.delete': edit('delete', 'Delete behind the cursor'),
  'text.delete-word': edit('delete-word', 'Delete the word before the cursor'),
  'text.delete-to-start': edit('delete-to-start', 'Delete to the beginning of the line'),
  'text.delete-to-end': edit('delete-to-end', 'Delete to the end of the line'),
  'text.newline': edit('newline', 'New line', 'Where the text may have several.'),
} as const satisfies Record<string, Action>;
