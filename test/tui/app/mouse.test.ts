import {expect, test, vi} from 'vitest';
import {smallBoard} from './support/boards.ts';
import {type OpenedScreen, openOn} from './support/open.ts';

async function openWithPanes(): Promise<OpenedScreen> {
  const screen = await openOn(smallBoard);
  await vi.waitFor(() => expect(screen.surface.panes).toHaveLength(3));
  return screen;
}

function paneOf({surface}: OpenedScreen, terminal: string): {x: number; y: number} {
  const pane = surface.panes.find((candidate) => candidate.terminal === terminal);
  return {x: (pane?.x ?? 0) + 5, y: (pane?.y ?? 0) + 2};
}

test('a click selects in the list', async () => {
  await using screen = await openWithPanes();
  await screen.surface.mouse({x: 4, y: 7});
  expect(screen.surface.text).toContain('▌2 ● ada');
});

test('a click focuses a pane, another one types into it', async () => {
  await using screen = await openWithPanes();
  const {surface} = screen;
  await surface.mouse(paneOf(screen, 'ada'));
  expect(surface.panes.find(({focused}) => focused)?.terminal).toBe('ada');
  expect(surface.mode.kind).toBe('command');
  await surface.mouse(paneOf(screen, 'ada'));
  expect(surface.mode).toEqual({kind: 'typing', terminal: 'ada'});
  await surface.mouse(paneOf(screen, 'bob'));
  expect(surface.mode).toEqual({kind: 'command'});
});

test('the wheel scrolls a pane’s history, or goes to the program that asked for it', async () => {
  await using screen = await openWithPanes();
  const {surface, terminals} = screen;
  terminals.update('ada', {scrollback: 100});
  await surface.mouse({...paneOf(screen, 'ada'), kind: 'wheel-up'});
  expect(terminals.watched.at(-1)?.find(({terminal}) => terminal === 'ada')?.scrolled).toBe(3);
  surface.wantMouse.add('bob');
  await surface.mouse({...paneOf(screen, 'bob'), kind: 'wheel-up'});
  expect(surface.sentMouse.map(({kind}) => kind)).toEqual(['wheel-up']);
});

test('a program that asked for the mouse gets its clicks while somebody types into it', async () => {
  await using screen = await openWithPanes();
  const {surface} = screen;
  surface.wantMouse.add('bob');
  await surface.press('enter');
  await surface.mouse(paneOf(screen, 'bob'));
  await surface.mouse({...paneOf(screen, 'bob'), kind: 'release'});
  expect(surface.sentMouse.map(({kind}) => kind)).toEqual(['press', 'release']);
});

test('behind a dialog nothing can be clicked, and an answer takes two clicks', async () => {
  await using screen = await openWithPanes();
  const {surface, control} = screen;
  await surface.press('space');
  await surface.mouse({x: 4, y: 7});
  expect(surface.text).toContain('Allow once');
  expect(surface.text).toContain('▌3 ◐ bob');
  const row = surface.text.split('\n').findIndex((line) => line.includes('3  Deny'));
  const column = (surface.text.split('\n')[row] ?? '').indexOf('Deny');
  await surface.mouse({x: column, y: row});
  expect(control.commands).toEqual([]);
  await surface.mouse({x: column, y: row});
  expect(control.commands.map(({body}) => body)).toEqual([{type: 'attention.answer', attention: 'A-1', choice: 'deny', text: null}]);
});

test('the wheel moves in lists and long texts', async () => {
  await using screen = await openWithPanes();
  const {surface} = screen;
  await surface.press('?');
  const before = surface.text;
  await surface.mouse({x: 60, y: 20, kind: 'wheel-down'});
  expect(surface.text).not.toBe(before);
  await surface.mouse({x: 60, y: 20, kind: 'wheel-up'});
  expect(surface.text).toBe(before);
});
