import type {Key} from 'ink';
import {expect, test} from 'vitest';
import {findBinding, takesText} from '../../../../src/tui/app/keys/find-binding.ts';
import {keyName, keyNames} from '../../../../src/tui/app/keys/key-names.ts';
import {keyPressesOf} from '../../../../src/tui/app/keys/key-press.ts';
import {answerDialog} from '../../../../src/tui/app/state/dialog.ts';
import {textField} from '../../../../src/tui/app/state/text-field.ts';
import {question, smallBoard} from '../support/boards.ts';
import {fold, middle, screenOf} from '../support/states.ts';

const key = (more: Partial<Key> = {}): Key => more as Key;
const names = (input: string, more: Partial<Key> = {}): string[] => keyPressesOf(input, key(more)).map(({name}) => name);

test('keys have the names of the table', () => {
  expect(names('j')).toEqual(['j']);
  expect(names('G', {shift: true})).toEqual(['G']);
  expect(names(' ')).toEqual(['space']);
  expect(names('k', {ctrl: true})).toEqual(['ctrl+k']);
  expect(names('', {tab: true, shift: true})).toEqual(['shift+tab']);
  expect(names('', {end: true, ctrl: true})).toEqual(['ctrl+end']);
  expect(names('\r', {return: true, meta: true})).toEqual(['alt+enter']);
  expect(names('j', {eventType: 'release'})).toEqual([]);
});

test('keys that were read together are taken apart, control keys among them', () => {
  expect(names('jj\r\u000bq')).toEqual(['j', 'j', 'enter', 'ctrl+k', 'q']);
  expect(keyPressesOf('e\u0301漢', key()).map(({text}) => text)).toEqual(['e\u0301', '漢']);
});

test('keys are shown as people read them', () => {
  expect(keyName('ctrl+k')).toBe('Ctrl+K');
  expect(keyName('pageup')).toBe('PgUp');
  expect(keyNames(['1', '2', '3', '4', '5', '6', '7', '8', '9'])).toBe('1–9');
});

test('a dialog has its own keys; what it does not know it does not hand on', () => {
  const state = screenOf(smallBoard, middle);
  const press = {name: 'q', text: 'q'};
  expect(findBinding(state, press)?.action).toBe('screen.leave');
  const asked = fold(state, {type: 'dialog.open', dialog: answerDialog(question('A-1', 'bob'))});
  expect(findBinding(asked, press)).toBeNull();
  expect(takesText(asked)).toBe(false);
  const palette = fold(state, {type: 'dialog.open', dialog: {kind: 'palette', query: textField(), index: 0}});
  expect(findBinding(palette, press)).toBeNull();
  expect(takesText(palette)).toBe(true);
});

test('the board has its own meaning for some keys and keeps the others', () => {
  const board = screenOf(smallBoard, middle, {type: 'view', view: 'board'});
  expect(findBinding(board, {name: 'tab', text: ''})?.action).toBe('board.next-section');
  expect(findBinding(board, {name: 'm', text: 'm'})?.action).toBe('message.open');
});
