import type {Dialog} from '../state/dialog.ts';
import type {ScreenState} from '../state/state.ts';
import type {KeyPress} from './key-press.ts';
import {type KeyBinding, type KeyContext, keyTable} from './table.ts';

const DIALOG_CONTEXTS: Readonly<Record<Dialog['kind'], readonly KeyContext[]>> = {
  help: ['scroll'],
  palette: ['list', 'text'],
  filter: ['filter', 'text'],
  answer: ['answer'],
  peek: ['scroll'],
  message: ['form', 'text'],
  delegate: ['form', 'text'],
  menu: ['numbers', 'list'],
  claims: ['claims', 'list'],
  inbox: ['inbox', 'list'],
  confirm: ['confirm'],
};

/** Where keys are looked up now, the most particular place first. In typing mode they do not come here at all. */
export function keyContextsOf(state: ScreenState): readonly KeyContext[] {
  const {dialog} = state;
  if (dialog?.kind === 'answer' && dialog.writing) return ['note', 'text', 'dialog'];
  if (dialog) return [...DIALOG_CONTEXTS[dialog.kind], 'dialog'];
  if (state.typing) return ['typing'];
  return state.view === 'board' ? ['board', 'command'] : ['command'];
}

export function findBinding(state: ScreenState, key: KeyPress): KeyBinding | null {
  for (const context of keyContextsOf(state)) {
    const found = keyTable.find((binding) => binding.context === context && binding.keys.includes(key.name));
    if (found) return found;
  }
  return null;
}

/** Keys that type a character go into the text that is being written. */
export const takesText = (state: ScreenState): boolean => keyContextsOf(state).includes('text');
