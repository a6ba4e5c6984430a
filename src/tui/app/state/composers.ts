import type {CommandBody, Priority} from '../../../core/index.ts';
import type {InboxMessage} from '../../../protocol/control.ts';
import {choiceOf, type Form, type FormField, isOn, textOf} from './form.ts';
import type {ScreenState} from './state.ts';
import {textField} from './text-field.ts';

const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

/** Everybody that a message can go to: sessions, roles, tiers, all. */
export function addresses(state: ScreenState): string[] {
  const sessions = state.board?.sessions ?? [];
  const roles = [...new Set(sessions.map(({role}) => role))].sort();
  const tiers = [...new Set(sessions.map(({tier}) => tier))].sort((a, b) => a - b);
  return [...sessions.map(({id}) => id), ...roles.map((role) => `role:${role}`), ...tiers.map((tier) => `tier:${tier}`), 'all'];
}

/** Everybody that a task can be given to: a session, or a role of which the fittest session gets it. */
export function delegates(state: ScreenState): string[] {
  const sessions = state.board?.sessions ?? [];
  return [...new Set([...sessions.map(({id}) => id), ...sessions.map(({role}) => role)])];
}

/** An empty message, or the draft that was left, to somebody. */
export function messageForm(state: ScreenState, to: string): Form {
  const draft = state.drafts.message;
  if (draft && hasWords(draft)) return draft;
  return {
    focus: 2,
    fields: [
      recipient(addresses(state), to),
      {kind: 'text', name: 'subject', label: 'Subject', field: textField(), hint: 'may stay empty'},
      {kind: 'text', name: 'body', label: 'Message', field: textField('', true), hint: ''},
      {kind: 'choice', name: 'priority', label: 'Priority', options: PRIORITIES, index: 1, hint: ''},
      {kind: 'switch', name: 'needsReply', label: 'Needs a reply', on: false, hint: ''},
    ],
  };
}

/** An answer to a message. */
export function replyForm(message: InboxMessage): Form {
  const subject = message.subject === '' || /^re:/i.test(message.subject) ? message.subject : `Re: ${message.subject}`;
  return {
    focus: 2,
    fields: [
      recipient([message.from], message.from),
      {kind: 'text', name: 'subject', label: 'Subject', field: textField(subject), hint: 'may stay empty'},
      {kind: 'text', name: 'body', label: 'Message', field: textField('', true), hint: ''},
      {kind: 'choice', name: 'priority', label: 'Priority', options: PRIORITIES, index: 1, hint: ''},
      {kind: 'switch', name: 'needsReply', label: 'Needs a reply', on: false, hint: ''},
    ],
  };
}

export function delegateForm(state: ScreenState, to: string): Form {
  const draft = state.drafts.delegate;
  if (draft && hasWords(draft)) return draft;
  return {
    focus: 1,
    fields: [
      recipient(delegates(state), to),
      {kind: 'text', name: 'title', label: 'Title', field: textField(), hint: 'what is to be done, in one line'},
      {kind: 'text', name: 'body', label: 'Task', field: textField('', true), hint: ''},
      {
        kind: 'text',
        name: 'acceptance',
        label: 'Check',
        field: textField(),
        hint: 'a shell command that must pass before it counts as done; may stay empty',
      },
    ],
  };
}

function recipient(options: readonly string[], to: string): FormField {
  return {kind: 'choice', name: 'to', label: 'To', options, index: Math.max(0, options.indexOf(to)), hint: '←→ or type its name'};
}

const hasWords = (form: Form): boolean => form.fields.some((field) => field.kind === 'text' && field.field.text !== '');

/** The command that the composer stands for, or what is missing. */
export function messageCommand(form: Form, replyTo: string | null): CommandBody | {readonly missing: string} {
  const body = textOf(form, 'body');
  const subject = textOf(form, 'subject');
  if (body === '' && subject === '') return {missing: 'Write something first.'};
  return {
    type: 'message.send',
    to: choiceOf(form, 'to'),
    // A message without a subject shows by its first line.
    subject: subject === '' ? (body.split('\n')[0] ?? '').slice(0, 80) : subject,
    body: body === '' ? subject : body,
    priority: PRIORITIES.find((priority) => priority === choiceOf(form, 'priority')) ?? 'normal',
    needsReply: isOn(form, 'needsReply'),
    replyTo,
  };
}

export function delegateCommand(form: Form): CommandBody | {readonly missing: string} {
  const title = textOf(form, 'title');
  if (title === '') return {missing: 'A task needs a title.'};
  return {
    type: 'task.delegate',
    to: choiceOf(form, 'to'),
    title,
    body: textOf(form, 'body'),
    acceptance: textOf(form, 'acceptance') || null,
  };
}
