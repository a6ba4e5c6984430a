import {describe, expect, test} from 'vitest';
import {presentScreen} from '../../../../src/tui/app/present/screen.ts';
import {delegateForm, messageForm} from '../../../../src/tui/app/state/composers.ts';
import {answerDialog, type Dialog} from '../../../../src/tui/app/state/dialog.ts';
import type {ScreenEvent} from '../../../../src/tui/app/state/event.ts';
import type {ScreenState} from '../../../../src/tui/app/state/state.ts';
import {textField} from '../../../../src/tui/app/state/text-field.ts';
import {plainTheme} from '../../../../src/tui/app/text/theme.ts';
import {cellWidth} from '../../../../src/tui/app/text/width.ts';
import {boardOfMany, claim, emptyBoard, largeBoard, message, question, session, smallBoard} from '../support/boards.ts';
import {drawFrame, frameLinesOf, frameOf} from '../support/frames.tsx';
import {fold, LOCAL, large, middle, screenOf, small} from '../support/states.ts';

const sizes = {'80x24': small, '120x40': middle, '220x60': large, '40x10': {columns: 40, rows: 10}, '20x5': {columns: 20, rows: 5}};
const boards = {nobody: emptyBoard, three: smallBoard, thirteen: largeBoard, fifty: boardOfMany(50)};

const dialogsOn = (state: ScreenState): Dialog[] => [
  {kind: 'help', offset: 3},
  {kind: 'palette', query: textField('se'), index: 2},
  {kind: 'filter', field: textField('back'), before: ''},
  answerDialog(question('A-1', 'bob', {detail: 'line\n'.repeat(80)})),
  {...answerDialog(question('A-1', 'bob')), note: textField('because'), writing: true},
  {...answerDialog(question('A-1', 'bob')), settled: 'cli has answered it.'},
  {kind: 'peek', session: state.selected ?? 'nobody', explanation: null, offset: 0},
  {kind: 'message', form: messageForm(state, 'all'), replyTo: null, sending: false},
  {kind: 'delegate', form: delegateForm(state, 'all'), sending: true},
  {kind: 'menu', session: state.selected ?? 'nobody', index: 1},
  {kind: 'claims', index: 9},
  {kind: 'inbox', messages: null, index: 0},
  {kind: 'confirm', title: 'End the team?', text: 'All of it.', verb: 'end', intent: {kind: 'down'}},
];

const situations = (state: ScreenState): ScreenEvent[][] => [
  [],
  [{type: 'view', view: 'board'}],
  [{type: 'zoom', on: true}],
  [{type: 'layout', layout: 'main'}],
  [{type: 'layout', layout: 'columns'}],
  [{type: 'typing', on: true}],
  [{type: 'filter', text: 'nobody at all'}],
  [{type: 'link', to: 'supervisor', link: {state: 'away', tries: 9}}],
  [{type: 'toast', toast: {kind: 'problem', text: 'word '.repeat(60), remedy: 'again'}}],
  ...dialogsOn(state).map((dialog): ScreenEvent[] => [{type: 'dialog.open', dialog}]),
];

const widthOf = (spans: readonly {text: string}[]): number => spans.reduce((sum, {text}) => sum + cellWidth(text), 0);

describe.each(Object.entries(sizes))('at %s', (_, size) => {
  test.each(Object.entries(boards))('with %s: everything is on the screen and inside its place', (__, board) => {
    const state = screenOf(board, size);
    for (const events of situations(state)) {
      const {blocks, dialog, toast, panes, overlays, cursor} = presentScreen(fold(state, ...events), LOCAL);
      const drawn = [...blocks, ...(dialog ? [dialog] : []), ...(toast ? [toast] : [])];
      for (const rect of [...panes, ...overlays, ...drawn.map((block) => block.rect)]) {
        expect(rect.x).toBeGreaterThanOrEqual(0);
        expect(rect.y).toBeGreaterThanOrEqual(0);
        expect(rect.x + rect.width).toBeLessThanOrEqual(size.columns);
        expect(rect.y + rect.height).toBeLessThanOrEqual(size.rows);
      }
      for (const {rect, lines} of drawn) {
        expect(lines.length).toBeLessThanOrEqual(rect.height);
        for (const spans of lines) expect(widthOf(spans)).toBeLessThanOrEqual(rect.width);
      }
      expect(cursor?.x ?? 0).toBeLessThan(size.columns);
      expect(cursor?.y ?? 0).toBeLessThan(size.rows);
    }
  });

  test.each(['terminals', 'board'] as const)('Ink draws it in as many rows and columns: %s', (view) => {
    const lines = frameLinesOf(screenOf(largeBoard, size, {type: 'view', view}));
    expect(lines.length).toBeLessThanOrEqual(size.rows);
    expect(Math.max(...lines.map(cellWidth))).toBeLessThanOrEqual(size.columns);
  });
});

test('a dialog covers every cell of its place', () => {
  const state = screenOf(largeBoard, small);
  for (const dialog of dialogsOn(state)) {
    const {dialog: block} = presentScreen(fold(state, {type: 'dialog.open', dialog}), LOCAL);
    if (!block) continue;
    expect(block.lines).toHaveLength(block.rect.height);
    for (const spans of block.lines) expect(widthOf(spans)).toBe(block.rect.width);
  }
});

test('on the smallest screen a question still shows its choices', () => {
  const dialog = answerDialog(question('A-1', 'bob', {detail: 'line\n'.repeat(80)}));
  const frame = frameOf(screenOf(smallBoard, sizes['40x10'], {type: 'dialog.open', dialog}));
  for (const text of ['Bash npm test', '1  Allow once', '3  Deny']) expect(frame).toContain(text);
});

test('on the smallest screen the field with the keys is there', () => {
  const form = messageForm(screenOf(smallBoard, sizes['40x10']), 'bob');
  for (const [focus, label] of ['To', 'Subject', 'Message', 'Priority', 'Needs a reply'].entries()) {
    const dialog: Dialog = {kind: 'message', form: {...form, focus}, replyTo: null, sending: false};
    expect(frameOf(screenOf(smallBoard, sizes['40x10'], {type: 'dialog.open', dialog}))).toContain(`▌ ${label}`);
  }
});

test('80x24: the sessions are a strip, panes have the full width', () => {
  expect(
    frameOf(screenOf(smallBoard, small, {type: 'select', session: 'ada'}))
      .split('\n')
      .slice(0, 2),
  ).toEqual([
    ' ◐ bob  ● ada ✉ 1  ○ orchestrator                                      page 1/2',
    '─ 1 ○ orchestrator orchestrator·1  waits for reports ────────────────────── 3m ─',
  ]);
  expect(presentScreen(screenOf(smallBoard, small), LOCAL).panes).toEqual([
    {x: 0, y: 2, width: 80, height: 21, terminal: 'bob', focused: true},
  ]);
});

test('120x40: the sidebar says who needs what', () => {
  const rows = frameLinesOf(screenOf(smallBoard, middle)).map((line) => line.slice(0, 29));
  expect(rows.slice(0, 12)).toEqual([
    ' todo-api   ◐ 1 waits   ● 1 w',
    '─ Sessions 3 ───────────────┬',
    ' ◐ 1 waits                  │',
    '▌3 ◐ bob frontend·2      1m │',
    '▌    permission: Bash npm … │',
    '                            │',
    ' ● 1 working                │',
    ' 2 ● ada backend·2   ✉ 1 3m │',
    '     Edit src/routes/todos… │',
    '                            │',
    ' ○ 1 idle                   │',
    ' 1 ○ orchestrator·1      3m │',
  ]);
});

test('220x60: of thirteen sessions ten have panes on one page, and the board shows everything', () => {
  expect(presentScreen(screenOf(largeBoard, large), LOCAL).panes).toHaveLength(10);
  const board = frameOf(screenOf(largeBoard, large, {type: 'view', view: 'board'}));
  for (const title of ['Waits for you 4', 'Sessions 13', 'Claims 4', 'Tasks 5 open', 'Messages 5', 'Activity'])
    expect(board).toContain(title);
  expect(board).not.toMatch(/\+\d+ more/);
  expect(board).toMatch(/C-1 +backend-1 +src\/server\/routes\/\*\* test\/server\/routes\/\*\* +routes of the todo API +24m/);
  expect(board).toMatch(/M-12 +orchestrator → all +urgent: Freeze at noon: only fixes after that +3\/4 seen/);
  expect(board).toMatch(/tier 3\s/);
});

test('fifty sessions are a list of one row each, around the selected one', () => {
  const state = screenOf(boardOfMany(50), middle, {type: 'select.end', which: 'last'});
  const rows = frameLinesOf(state).map((line) => line.slice(0, 28));
  expect(rows.filter((row) => /^[ ▌]/.test(row) && /agent-/.test(row))).toHaveLength(37);
  expect(rows.some((row) => row.startsWith('▌'))).toBe(true);
});

test('no state is told by colour alone', () => {
  const glyphs = ['working', 'waiting', 'idle', 'failed', 'paused', 'stopped', 'starting'].map((name) => {
    const board = {...emptyBoard, sessions: [session('ada', name as 'working')]};
    return frameLinesOf(screenOf(board, middle))[3]?.slice(3, 4);
  });
  expect(glyphs).toEqual(['●', '◐', '○', '✕', '‖', '·', '◌']);
});

test('NO_COLOR: no colour in the chrome, but the selection and the focus stand out', () => {
  const frame = drawFrame(screenOf(largeBoard, middle, {type: 'view', view: 'board'}), plainTheme);
  const codes = [...frame.matchAll(/\u001b\[([\d;]*)m/g)].flatMap(([, code]) => (code ?? '').split(';'));
  expect(codes).toContain('1');
  expect(codes.filter((code) => /^(3[0-7]|4[0-7]|9\d|10\d)$/.test(code))).toEqual([]);
});

test('what sessions say cannot break out of its place', () => {
  const nasty = 'x\u001b[2J\u001b[31m\u0007\n\u202e漢字'.repeat(20);
  const board = {
    ...largeBoard,
    sessions: [session('ada', 'waiting', {detail: nasty, attention: ['A-1'], role: nasty})],
    attention: [question('A-1', 'ada', {title: nasty, detail: nasty, choices: [{id: 'a', label: nasty}]})],
    claims: [claim('C-1', 'ada', [nasty], {reason: nasty})],
    messages: [message('M-1', 'ada', 'all', nasty)],
  };
  for (const events of [
    [],
    [{type: 'view', view: 'board'} as const],
    [{type: 'dialog.open', dialog: answerDialog(question('A-1', 'ada', {title: nasty, detail: nasty}))} as const],
  ]) {
    const frame = drawFrame(screenOf(board, small, ...events));
    expect(frame).not.toMatch(/\u001b\[2J|\u0007|\u202e/);
    for (const line of frameLinesOf(screenOf(board, small, ...events))) expect(cellWidth(line)).toBeLessThanOrEqual(80);
  }
});

test('a still board looks the same for a minute, then ages', () => {
  const state = screenOf(smallBoard, middle);
  const at = (seconds: number): string => JSON.stringify(presentScreen(state, LOCAL + seconds * 1_000));
  expect(at(59)).toBe(at(0));
  expect(at(60)).not.toBe(at(0));
});

test('before the first board, and for a team without sessions, it says what is going on', () => {
  expect(frameOf(screenOf(emptyBoard, small))).toContain('This team has no sessions yet.');
  expect(frameOf(screenOf(smallBoard, small, {type: 'filter', text: 'zzz'}))).toContain('No session matches the filter.');
  const stopped = {...emptyBoard, sessions: [session('ada', 'stopped')]};
  expect(frameOf(screenOf(stopped, small))).toContain('No session runs.');
});

test('problems of the supervisor stand in the top row', () => {
  const info = {
    pid: 1,
    version: '',
    project: '',
    team: '',
    startedAt: 0,
    gateway: '',
    leaveTyping: '',
    notices: ['harmony.config.ts:3 does not load', 'b'],
  };
  expect(frameLinesOf(screenOf(smallBoard, middle, {type: 'info', info}))[0]).toMatch(
    /harmony\.config\.ts:3 does not load \(and 1 more: b\)$/,
  );
});
