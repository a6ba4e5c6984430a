import type {Choice} from '../../../core/index.ts';
import {delegateCommand, messageCommand, replyForm} from '../state/composers.ts';
import type {AnswerDialog} from '../state/dialog.ts';
import {choiceOf, focusedField} from '../state/form.ts';
import type {ScreenState} from '../state/state.ts';
import {type Action, always, type Controls} from './action.ts';
import {firstOf, noSupervisor, type Reason} from './reasons.ts';

/** Lines that a key scrolls a long dialog by. */
const PAGE = 8;

const openAnswer = ({dialog}: ScreenState): AnswerDialog | null => (dialog?.kind === 'answer' ? dialog : null);

const cannotAnswer: Reason = firstOf(
  (state) => openAnswer(state)?.settled ?? null,
  (state) => (openAnswer(state)?.sending ? 'The answer is on its way.' : null),
  (state) => (openAnswer(state)?.attention.choices.length === 0 ? 'It can only be answered in the pane: Enter goes there.' : null),
  noSupervisor,
);

function give({state, perform, dispatch}: Controls, choice: Choice | undefined): void {
  const answer = openAnswer(state);
  if (!answer || !choice) return;
  const text = answer.note.text.trim();
  dispatch({type: 'sending', on: true});
  perform({kind: 'answer', attention: answer.attention.id, choice: choice.id, label: choice.label, text: text === '' ? null : text});
}

const isYesOrNo = (state: ScreenState): boolean => ['permission', 'plan', 'trust'].includes(openAnswer(state)?.attention.kind ?? '');

/** The choice that allows or denies, by the ids that adapters give them. */
function permissionChoice(state: ScreenState, wanted: 'allow' | 'deny'): Choice | undefined {
  const choices = openAnswer(state)?.attention.choices ?? [];
  return isYesOrNo(state) ? choices.find(({id}) => id === wanted) : undefined;
}

const noSuchChoice =
  (wanted: 'allow' | 'deny'): Reason =>
  (state) =>
    permissionChoice(state, wanted) ? null : 'This is not a yes or no: choose by number.';

export const dialogActions = {
  'dialog.close': {
    title: 'Close',
    description: 'What was written in a composer is kept for the next time.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({state, dispatch}) => dispatch(openAnswer(state)?.writing ? {type: 'answer.note', on: false} : {type: 'dialog.close'}),
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
    run: ({dispatch, hidden}) => dispatch({type: 'dialog.scroll', by: PAGE, most: hidden}),
  },
  'dialog.page-up': {
    title: 'Scroll a page up',
    description: 'Where the text is longer than the dialog.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({dispatch, hidden}) => dispatch({type: 'dialog.scroll', by: -PAGE, most: hidden}),
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
  'answer.number': {
    title: 'Answer with this choice',
    description: 'The choices are numbered.',
    group: 'dialogs',
    whyDisabled: cannotAnswer,
    run: (controls, key) => give(controls, openAnswer(controls.state)?.attention.choices[Number(key.name) - 1]),
  },
  'answer.allow': {
    title: 'Allow',
    description: 'Once; where something is asked that is a yes or no.',
    group: 'dialogs',
    whyDisabled: firstOf(cannotAnswer, noSuchChoice('allow')),
    run: (controls) => give(controls, permissionChoice(controls.state, 'allow')),
  },
  'answer.deny': {
    title: 'Deny',
    description: 'Where something is asked that is a yes or no.',
    group: 'dialogs',
    whyDisabled: firstOf(cannotAnswer, noSuchChoice('deny')),
    run: (controls) => give(controls, permissionChoice(controls.state, 'deny')),
  },
  'answer.choose': {
    title: 'Give the marked answer, or go to the pane',
    description: 'Nothing is marked at first, so that a stray key approves nothing: then it goes into the pane that asks.',
    group: 'dialogs',
    whyDisabled: (state) => (openAnswer(state)?.index === null ? null : cannotAnswer(state)),
    run: (controls) => {
      const {state, dispatch} = controls;
      const answer = openAnswer(state);
      if (!answer) return;
      if (answer.index !== null && answer.settled === null) return give(controls, answer.attention.choices[answer.index]);
      const {session} = answer.attention;
      dispatch({type: 'dialog.done'});
      if (session === null || !state.terminals[session]) return;
      dispatch({type: 'select', session});
      dispatch({type: 'typing', on: true});
    },
  },
  'answer.write': {
    title: 'Add words to the answer',
    description: 'They reach the session with the choice: why not, or what instead.',
    group: 'dialogs',
    whyDisabled: cannotAnswer,
    run: ({dispatch}) => dispatch({type: 'answer.note', on: true}),
  },
  'note.accept': {
    title: 'Back to the choices',
    description: 'The words are kept and go with the answer.',
    group: 'dialogs',
    whyDisabled: always,
    run: ({dispatch}) => dispatch({type: 'answer.note', on: false}),
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
