import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {answerDialog} from '../../../../src/tui/app/state/dialog.ts';
import {nextQuestion, sessionsByNeed, sessionsWithPane, teamTime} from '../../../../src/tui/app/state/sessions.ts';
import {boardOfMany, largeBoard, NOW, question, session, smallBoard} from '../support/boards.ts';
import {fold, LOCAL, middle, screenOf} from '../support/states.ts';

const names = (sessions: readonly {id: string}[]): string[] => sessions.map(({id}) => id);

describe('sessions', () => {
  test('stand by what they need, then as configured', () => {
    expect(names(sessionsByNeed(screenOf(largeBoard, middle)))).toEqual([
      'backend-2',
      'frontend-2',
      'frontend-3',
      'orchestrator',
      'backend-1',
      'backend-3',
      'frontend-1',
      'tester-1',
      'architect',
      'tester-2',
      'release',
      'reviewer',
      'docs',
    ]);
  });

  test('one with an open question waits, whatever else it does', () => {
    const board = {...smallBoard, sessions: [session('ada', 'working'), session('bob', 'working', {attention: ['A-1']})]};
    expect(names(sessionsByNeed(screenOf(board, middle)))).toEqual(['bob', 'ada']);
  });

  test('have panes in the order of the configuration, but those that have nothing to show', () => {
    expect(names(sessionsWithPane(screenOf(largeBoard, middle)))).toEqual(names(largeBoard.sessions.slice(0, 11)));
  });

  test('are filtered by every word', () => {
    const state = screenOf(largeBoard, middle, {type: 'filter', text: 'backend waiting'});
    expect(names(sessionsByNeed(state))).toEqual(['backend-2']);
    expect(names(sessionsByNeed(fold(state, {type: 'filter', text: 'tier:1'})))).toEqual(['orchestrator', 'architect']);
    expect(sessionsByNeed(fold(state, {type: 'filter', text: 'nobody'}))).toEqual([]);
  });
});

describe('the selection', () => {
  test('begins with what waits, and stays when the board changes', () => {
    const state = screenOf(smallBoard, middle);
    expect(state.selected).toBe('bob');
    const moved = fold(state, {type: 'select', session: 'ada'}, {type: 'board', board: {...smallBoard, position: 50}, at: LOCAL});
    expect(moved.selected).toBe('ada');
  });

  test('goes elsewhere when its session is gone, and typing ends with it', () => {
    const state = screenOf(smallBoard, middle, {type: 'select', session: 'ada'}, {type: 'typing', on: true});
    const board = {...smallBoard, sessions: smallBoard.sessions.filter(({id}) => id !== 'ada')};
    expect(fold(state, {type: 'board', board, at: LOCAL})).toMatchObject({selected: 'bob', typing: false});
  });

  test('moving it ends typing: keys never go on into another session', () => {
    const typing = screenOf(smallBoard, middle, {type: 'typing', on: true});
    expect(typing.typing).toBe(true);
    expect(fold(typing, {type: 'select', session: 'ada'})).toMatchObject({selected: 'ada', typing: false});
    expect(fold(typing, {type: 'select', session: 'nobody'})).toBe(typing);
  });

  test('stays at the ends of the list, and goes round the panes', () => {
    const state = screenOf(smallBoard, middle);
    expect(fold(state, {type: 'select.move', by: -1}).selected).toBe('bob');
    expect(fold(state, {type: 'select.move', by: 99}).selected).toBe('orchestrator');
    expect(fold(state, {type: 'select.pane', by: 1}).selected).toBe('orchestrator');
  });

  test('goes through everything that waits and begins again', () => {
    const first = screenOf(largeBoard, middle, {type: 'select', session: 'docs'});
    expect(nextQuestion(first)?.id).toBe('A-1');
    expect(nextQuestion(fold(first, {type: 'select', session: 'backend-2'}))?.id).toBe('A-2');
    expect(nextQuestion(fold(first, {type: 'select', session: 'frontend-3'}))?.id).toBe('A-4');
    expect(nextQuestion(screenOf({...smallBoard, attention: []}, middle))).toBeNull();
  });
});

describe('an open question', () => {
  const asked = question('A-1', 'bob');
  const open = screenOf(smallBoard, middle, {type: 'dialog.open', dialog: answerDialog(asked)});

  test('is never replaced by another one', () => {
    const board = {...smallBoard, attention: [question('A-2', 'bob', {title: 'something else'})]};
    const dialog = fold(open, {type: 'board', board, at: LOCAL}).dialog;
    expect(dialog).toMatchObject({kind: 'answer', attention: {id: 'A-1'}, settled: expect.stringContaining('settled elsewhere')});
  });

  test('is not called settled while the own answer is on its way', () => {
    const sending = fold(open, {type: 'sending', on: true}, {type: 'board', board: {...smallBoard, attention: []}, at: LOCAL});
    expect(sending.dialog).toMatchObject({settled: null});
  });

  test('marks nothing at first', () => {
    expect(open.dialog).toMatchObject({index: null});
    expect(fold(open, {type: 'dialog.move', by: 1, count: 3}).dialog).toMatchObject({index: 0});
    expect(fold(open, {type: 'dialog.move', by: -1, count: 3}).dialog).toMatchObject({index: 2});
  });
});

test('giving a filter up puts back what was there before', () => {
  const field = {text: 'back', cursor: 4, multiline: false};
  const state = screenOf(
    largeBoard,
    middle,
    {type: 'filter', text: 'tester'},
    {type: 'dialog.open', dialog: {kind: 'filter', field, before: 'tester'}},
  );
  const edited = fold(state, {type: 'dialog.edit', edit: {kind: 'insert', text: 'end'}});
  expect(edited.filter).toBe('backend');
  expect(fold(edited, {type: 'dialog.close'})).toMatchObject({filter: 'tester', dialog: null});
  expect(fold(edited, {type: 'dialog.done'})).toMatchObject({filter: 'backend', dialog: null});
});

test('time goes on from the board’s own', () => {
  const state = screenOf(smallBoard, middle);
  expect(teamTime(state, LOCAL)).toBe(NOW);
  expect(teamTime(state, LOCAL + 2_500)).toBe(NOW + 2_500);
  expect(teamTime(state, LOCAL - 1)).toBe(NOW);
});

test('only the toast that is meant goes away', () => {
  const state = screenOf(smallBoard, middle, {type: 'toast', toast: {kind: 'done', text: 'one', remedy: ''}});
  const second = fold(state, {type: 'toast', toast: {kind: 'done', text: 'two', remedy: ''}});
  expect(fold(second, {type: 'toast.over', id: state.toast?.id ?? 0}).toast?.text).toBe('two');
  expect(fold(second, {type: 'toast.over', id: second.toast?.id ?? 0}).toast).toBeNull();
});

test('whatever happens, the selection is one of the sessions', () => {
  const events = fc.oneof(
    fc.record({type: fc.constant('select.move' as const), by: fc.integer({min: -3, max: 3})}),
    fc.record({type: fc.constant('select.pane' as const), by: fc.integer({min: -3, max: 3})}),
    fc.record({type: fc.constant('filter' as const), text: fc.constantFrom('', 'agent-1', 'failed', 'nobody')}),
    fc.record({type: fc.constant('typing' as const), on: fc.boolean()}),
    fc.record({type: fc.constant('board' as const), board: fc.nat(12).map(boardOfMany), at: fc.constant(LOCAL)}),
  );
  fc.assert(
    fc.property(fc.array(events, {maxLength: 30}), (some) => {
      const state = fold(screenOf(boardOfMany(5), middle), ...some);
      const ids = names(state.board?.sessions ?? []);
      if (ids.length > 0) expect(ids).toContain(state.selected);
      else expect(state).toMatchObject({selected: null, typing: false});
    }),
  );
});
