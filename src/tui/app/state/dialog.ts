import type {Attention, Choice, CommandBody} from '../../../core/index.ts';
import type {Explanation, InboxMessage} from '../../../protocol/control.ts';
import type {Form} from './form.ts';
import {type TextField, textField} from './text-field.ts';

/** What has the keys instead of the panes. One at a time. */
export type Dialog =
  | {readonly kind: 'help'; readonly offset: number}
  | {readonly kind: 'palette'; readonly query: TextField; readonly index: number}
  | {readonly kind: 'filter'; readonly field: TextField; readonly before: string}
  | AnswerDialog
  | {readonly kind: 'peek'; readonly session: string; readonly explanation: Explanation | null; readonly offset: number}
  | {readonly kind: 'message'; readonly form: Form; readonly replyTo: string | null; readonly sending: boolean}
  | {readonly kind: 'delegate'; readonly form: Form; readonly sending: boolean}
  | {readonly kind: 'menu'; readonly session: string; readonly index: number}
  | {readonly kind: 'claims'; readonly index: number}
  | {readonly kind: 'inbox'; readonly messages: readonly InboxMessage[] | null; readonly index: number}
  | ConfirmDialog;

/**
 * A question of a session and its answers. The question is the one that was shown when the dialog opened: another one never slides under
 * the person's fingers.
 */
export interface AnswerDialog {
  readonly kind: 'answer';
  readonly attention: Attention;
  /** Choice that `Enter` gives; none at first, so that a stray key approves nothing. */
  readonly index: number | null;
  /** Words that go with the answer. */
  readonly note: TextField;
  /** The keys go into the note. */
  readonly writing: boolean;
  readonly sending: boolean;
  /** Why it cannot be answered any more, or what somebody else has answered. */
  readonly settled: string | null;
  readonly offset: number;
}

export const answerDialog = (attention: Attention): AnswerDialog => ({
  kind: 'answer',
  attention,
  index: null,
  note: textField(),
  writing: false,
  sending: false,
  settled: null,
  offset: 0,
});

/** The choice that allows or denies, by the ids that adapters give them. A question with options of its own is no yes or no. */
export function yesOrNo({kind, choices}: Attention, wanted: 'allow' | 'deny'): Choice | undefined {
  return kind === 'question' ? undefined : choices.find(({id}) => id === wanted);
}

export interface ConfirmDialog {
  readonly kind: 'confirm';
  readonly title: string;
  readonly text: string;
  /** The verb on the key that does it. */
  readonly verb: string;
  readonly intent: Intent;
}

/** What a confirmed action does. Plain data, fixed when the question was asked. */
export type Intent =
  | {readonly kind: 'command'; readonly body: CommandBody; readonly done: string}
  /** Ends the team. */
  | {readonly kind: 'down'};
