import {expect, test} from 'vitest';
import {addresses, delegateCommand, delegateForm, delegates, messageCommand, messageForm} from '../../../../src/tui/app/state/composers.ts';
import {changeChoice, choiceOf, editForm, type Form, isOn, jumpToChoice, moveFocus, textOf} from '../../../../src/tui/app/state/form.ts';
import {largeBoard, smallBoard} from '../support/boards.ts';
import {middle, screenOf} from '../support/states.ts';

const state = screenOf(smallBoard, middle);
const write = (form: Form, text: string): Form => editForm(form, {kind: 'insert', text});

test('a message can go to sessions, roles, tiers and all', () => {
  expect(addresses(state)).toEqual([
    'orchestrator',
    'ada',
    'bob',
    'role:backend',
    'role:frontend',
    'role:orchestrator',
    'tier:1',
    'tier:2',
    'all',
  ]);
  expect(delegates(screenOf(largeBoard, middle))).toContain('backend');
});

test('the recipient is chosen with the arrows or by its first letters', () => {
  const form = moveFocus(messageForm(state, 'bob'), -2);
  expect(choiceOf(form, 'to')).toBe('bob');
  expect(choiceOf(changeChoice(form, 1), 'to')).toBe('role:backend');
  expect(choiceOf(jumpToChoice(form, 'a'), 'to')).toBe('all');
  expect(choiceOf(jumpToChoice(jumpToChoice(form, 'a'), 'a'), 'to')).toBe('ada');
  expect(choiceOf(jumpToChoice(form, 'x'), 'to')).toBe('bob');
});

test('a switch is turned over, and keys go to the field that has them only', () => {
  const form = moveFocus(messageForm(state, 'bob'), 2);
  expect(isOn(changeChoice(form, 1), 'needsReply')).toBe(true);
  expect(textOf(write(form, 'lost'), 'body')).toBe('');
});

test('a message without a subject shows by its first line', () => {
  expect(messageCommand(messageForm(state, 'bob'), null)).toEqual({missing: 'Write something first.'});
  expect(messageCommand(write(messageForm(state, 'bob'), 'one\ntwo'), 'M-3')).toEqual({
    type: 'message.send',
    to: 'bob',
    subject: 'one',
    body: 'one\ntwo',
    priority: 'normal',
    needsReply: false,
    replyTo: 'M-3',
  });
});

test('a task needs a title, and its check may stay empty', () => {
  const form = delegateForm(state, 'ada');
  expect(delegateCommand(form)).toEqual({missing: 'A task needs a title.'});
  expect(delegateCommand(write(form, 'Pages'))).toEqual({type: 'task.delegate', to: 'ada', title: 'Pages', body: '', acceptance: null});
});
