import type {Choice} from '../../../core/index.ts';
import {type AnswerDialog, yesOrNo} from '../state/dialog.ts';
import type {ScreenState} from '../state/state.ts';
import {type Action, always, type Controls} from './action.ts';
import {firstOf, noSupervisor, type Reason} from './reasons.ts';

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

const permissionChoice = (state: ScreenState, wanted: 'allow' | 'deny'): Choice | undefined => {
  const answer = openAnswer(state);
  return answer ? yesOrNo(answer.attention, wanted) : undefined;
};

const noSuchChoice =
  (wanted: 'allow' | 'deny'): Reason =>
  (state) =>
    permissionChoice(state, wanted) ? null : 'This is not a yes or no: choose by number.';

export const answerActions = {
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
    title: 'Finish the words',
    description: 'They are the answer to a question; elsewhere they go with the choice that follows.',
    group: 'dialogs',
    whyDisabled: always,
    run: (controls) => {
      const {state, dispatch} = controls;
      const answer = openAnswer(state);
      const words = answer?.note.text.trim() ?? '';
      dispatch({type: 'answer.note', on: false});
      if (answer?.attention.kind === 'question' && words !== '' && cannotAnswer(state) === null)
        give(controls, {id: 'other', label: words});
    },
  },
} as const satisfies Record<string, Action>;
