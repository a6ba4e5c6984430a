import {delegateCommand, messageCommand, replyForm} from '../state/composers.ts';
import {choiceOf, focusedField} from '../state/form.ts';
import {type Action, always, type Controls} from './action.ts';
import {firstOf, noSupervisor} from './reasons.ts';

/** A line of the page before stays in sight. */
const pageStep = ({page}: Controls): number => Math.max(1, page - 1);

export const dialogActions = {
  'dialog.close': {
    title: 'Close',
    description: 'What was written in a composer is kept for the next time.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({state, dispatch}) =>
      dispatch(state.dialog?.kind === 'answer' && state.dialog.writing ? {type: 'answer.note', on: false} : {type: 'dialog.close'}),
  },
  'dialog.down': {
    title: 'Scroll down',
    description: 'A line.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({dispatch, hidden}) => dispatch({type: 'dialog.scroll', by: 1, most: hidden}),
  },
  'dialog.up': {
    title: 'Scroll up',
    description: 'A line.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({dispatch, hidden}) => dispatch({type: 'dialog.scroll', by: -1, most: hidden}),
  },
  'dialog.page-down': {
    title: 'Scroll a page down',
    description: 'Where the text is longer than the dialog.',
    group: 'dialogs',
    whyDisabled: always,
    run: (controls) => controls.dispatch({type: 'dialog.scroll', by: pageStep(controls), most: controls.hidden}),
  },
  'dialog.page-up': {
    title: 'Scroll a page up',
    description: 'Where the text is longer than the dialog.',
    group: 'dialogs',
    whyDisabled: always,
    run: (controls) => controls.dispatch({type: 'dialog.scroll', by: -pageStep(controls), most: controls.hidden}),
  },
  'list.next': {
    title: 'Next entry',
    description: 'Down the list.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({dispatch, entries}) => dispatch({type: 'dialog.move', by: 1, count: entries}),
  },
  'list.previous': {
    title: 'Previous entry',
    description: 'Up the list.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({dispatch, entries}) => dispatch({type: 'dialog.move', by: -1, count: entries}),
  },
  'list.choose': {
    title: 'Do it',
    description: 'What the chosen entry says.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({state, runEntry}) => {
      if (state.dialog && 'index' in state.dialog && state.dialog.index !== null) runEntry(state.dialog.index);
    },
  },
  'list.number': {
    title: 'Do the entry with this number',
    description: 'Without moving to it first.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({runEntry}, key) => runEntry(Number(key.name) - 1),
  },
  'filter.accept': {
    title: 'Keep the filter',
    description: 'Escape shows all sessions again.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({state, dispatch}) => {
      dispatch({type: 'filter', text: state.filter.trim()});
      dispatch({type: 'dialog.done'});
    },
  },
  'form.next': {
    title: 'Next field',
    description: 'After the last one comes the first.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({dispatch}) => dispatch({type: 'form.focus', by: 1}),
  },
  'form.previous': {
    title: 'Previous field',
    description: 'The other way round.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({dispatch}) => dispatch({type: 'form.focus', by: -1}),
  },
  'form.enter': {
    title: 'New line, or next field',
    description: 'A new line where the text may have several.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({state, dispatch}) => {
      const focused = state.dialog && 'form' in state.dialog ? focusedField(state.dialog.form) : undefined;
      if (focused?.kind === 'text' && focused.field.multiline) dispatch({type: 'dialog.edit', edit: {kind: 'newline'}});
      else dispatch({type: 'form.focus', by: 1});
    },
  },
  'form.send': {
    title: 'Send',
    description: 'The composer closes when the supervisor has taken it.',
    group: 'dialogs',
    whyDisabled: firstOf(noSupervisor, ({dialog}) => (dialog && 'sending' in dialog && dialog.sending ? 'It is on its way.' : null)),
    run: ({state, dispatch, perform}) => {
      const {dialog} = state;
      if (dialog?.kind !== 'message' && dialog?.kind !== 'delegate') return;
      const body = dialog.kind === 'message' ? messageCommand(dialog.form, dialog.replyTo) : delegateCommand(dialog.form);
      if ('missing' in body) return dispatch({type: 'toast', toast: {kind: 'problem', text: body.missing, remedy: ''}});
      dispatch({type: 'sending', on: true});
      const to = choiceOf(dialog.form, 'to');
      perform({kind: 'send', form: dialog.kind, body, done: dialog.kind === 'message' ? `Sent to ${to}.` : `Delegated to ${to}.`});
    },
  },
  'claims.release': {
    title: 'Take the claim away',
    description: 'Its holder cannot write there any more until it claims again. It asks first.',
    group: 'dialogs',
    whyDisabled: noSupervisor,
    run: ({runEntry, state}) => {
      if (state.dialog?.kind === 'claims') runEntry(state.dialog.index);
    },
  },
  'inbox.reply': {
    title: 'Reply',
    description: 'To the message that is open.',
    group: 'dialogs',
    whyDisabled: noSupervisor,
    run: ({state, dispatch}) => {
      const {dialog} = state;
      const message = dialog?.kind === 'inbox' ? dialog.messages?.[dialog.index] : undefined;
      if (!message) return;
      dispatch({type: 'dialog.open', dialog: {kind: 'message', form: replyForm(message), replyTo: message.id, sending: false}});
    },
  },
  'confirm.do': {
    title: 'Do it',
    description: 'What the question says.',
    group: 'dialogs',
    whyDisabled: noSupervisor,
    run: ({state, dispatch, perform}) => {
      if (state.dialog?.kind !== 'confirm') return;
      const {intent} = state.dialog;
      dispatch({type: 'dialog.done'});
      perform(intent.kind === 'down' ? {kind: 'end-team'} : {kind: 'command', body: intent.body, done: intent.done});
    },
  },
} as const satisfies Record<string, Action>;
