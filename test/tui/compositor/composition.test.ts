import {expect, test} from 'vitest';
import type {PaneRect} from '../../../src/tui/surface.ts';
import {Replay} from './replay.ts';
import {Screen} from './screen.ts';

const pane = (terminal: string, x: number, y: number, width: number, height: number, focused = false): PaneRect => ({
  terminal,
  x,
  y,
  width,
  height,
  focused,
});
const ROWS_OF_DOTS = Array.from({length: 4}, () => '.'.repeat(12)).join('\n');

function screenWith(contents: Record<string, string>, ...rects: PaneRect[]): Screen {
  const screen = new Screen(12, 4);
  screen.composition.drawChrome(ROWS_OF_DOTS);
  for (const [terminal, text] of Object.entries(contents)) screen.panes.set(terminal, new Replay(6, 3).feed(text).pane());
  screen.composition.arrange(rects, []);
  screen.paint();
  return screen;
}

test('panes lie on the chrome, cut at their rectangles and at the edge of the screen', () => {
  const screen = screenWith({a: 'aaaaaa\r\nbbbbbb\r\ncccccc'}, pane('a', 2, 1, 4, 2), pane('a', 9, 2, 6, 5));
  expect(screen.text().split('\n')).toEqual(['............', '..aaaa......', '..bbbb...aaa', '.........bbb']);
});

test('cells that a pane does not have are blank, and a pane of which nothing came leaves the chrome', () => {
  const screen = screenWith({a: 'aaaaaa\r\nbbbbbb\r\ncccccc'}, pane('a', 0, 0, 8, 4), pane('none', 8, 0, 4, 4));
  expect(screen.text().split('\n')).toEqual(['aaaaaa  ....', 'bbbbbb  ....', 'cccccc  ....', '        ....']);
});

test('wide characters that are cut or half covered become blank', () => {
  const screen = new Screen(12, 3);
  screen.composition.drawChrome('会会会会会会\n会会会会会会\n会会会会会会');
  screen.panes.set('a', new Replay(6, 2).feed('漢漢漢\r\n漢漢漢').pane());
  screen.composition.arrange([pane('a', 3, 0, 5, 2)], [{x: 4, y: 1, width: 3, height: 1}]);
  screen.paint();
  const blank = ' ';
  expect(screen.text().split('\n')).toEqual([`会${blank}漢漢${blank}会会`, `会${blank}${blank}会${blank}${blank}会会`, '会会会会会会']);
});

test('dialogs of the chrome cover panes', () => {
  const screen = screenWith({a: 'aaaaaa\r\nbbbbbb\r\ncccccc'}, pane('a', 0, 0, 6, 3));
  screen.composition.arrange([pane('a', 0, 0, 6, 3)], [{x: 1, y: 1, width: 3, height: 5}]);
  screen.paint();
  expect(screen.text().split('\n')).toEqual(['aaaaaa......', 'b...bb......', 'c...cc......', '............']);
});

test('only rows of the pane that changed are looked at', () => {
  const screen = screenWith({a: 'one\r\ntwo'}, pane('a', 0, 0, 6, 3), pane('a', 6, 1, 6, 3));
  const grid = screen.panes.get('a');
  if (!grid) throw new Error('no pane');
  expect([...grid.dirty]).toEqual([0, 0, 0]);
  grid.dirty[1] = 1;
  screen.composition.compose();
  // The second line of the pane is in row 1, and in row 2 where the same terminal is shown once more.
  expect([...screen.composition.changed]).toEqual([0, 1, 1, 0]);
});

test('a terminal that comes back as another grid is drawn anew', () => {
  const screen = screenWith({a: 'before'}, pane('a', 0, 0, 6, 3));
  const after = new Replay(6, 3).feed('after').pane();
  after.dirty.fill(0);
  screen.panes.set('a', after);
  screen.paint();
  expect(screen.text()).toMatch(/^after /);
});

test('the same arrangement is no change', () => {
  const screen = screenWith({a: 'x'}, pane('a', 0, 0, 6, 3));
  expect(screen.composition.arrange([pane('a', 0, 0, 6, 3)], [])).toBe(false);
  expect(screen.composition.arrange([pane('a', 0, 0, 6, 2)], [])).toBe(true);
});

test('the cursor of a pane can be seen only where the pane can, live and uncovered', () => {
  const screen = screenWith({a: 'abc'}, pane('a', 4, 1, 6, 3, true));
  const {composition} = screen;
  const grid = screen.panes.get('a');
  if (!grid || !composition.focusedRect) throw new Error('no pane');
  const cursor = (): unknown => composition.focusedRect && composition.paneCursor(composition.focusedRect);
  expect(cursor()).toEqual({x: 7, y: 1, style: 0});
  grid.cursor = {x: 6, y: 2, visible: true, style: 5};
  expect(cursor()).toEqual({x: 9, y: 3, style: 5});
  grid.scrolled = 3;
  expect(cursor()).toBeNull();
  grid.scrolled = 0;
  grid.cursor = {...grid.cursor, visible: false};
  expect(cursor()).toBeNull();
  grid.cursor = {...grid.cursor, visible: true};
  composition.arrange([pane('a', 4, 1, 6, 3, true)], [{x: 9, y: 3, width: 1, height: 1}]);
  expect(cursor()).toBeNull();
  composition.arrange([pane('a', 4, 1, 3, 1, true)], []);
  expect(cursor()).toBeNull();
});

test('tables that were emptied are filled again with what is shown', () => {
  const screen = screenWith({a: '👩‍💻\x1b]8;;https://example.org\x1b\\x'}, pane('a', 0, 0, 6, 3));
  screen.tables.graphemeId('something that is not shown any more: 👨‍👩‍👧');
  screen.tables.clear();
  screen.composition.composeAgain();
  screen.painter.forget();
  screen.paint();
  expect(screen.text()).toMatch(/^👩‍💻x/);
});

test('controls in what a pane sends never reach the terminal', () => {
  const screen = screenWith({a: 'x'}, pane('a', 0, 0, 6, 3));
  const grid = screen.panes.get('a');
  if (!grid) throw new Error('no pane');
  grid.cells[0] = 0x1b | (1 << 22);
  grid.cells[4] = 0x9b | (1 << 22);
  grid.cells[8] = 0x200000 | 77 | (1 << 22);
  grid.graphemes.set(77, 'e\x1b]0;evil\x07\u0301');
  grid.dirty.fill(1);
  const bytes = screen.paint();
  expect(bytes).not.toMatch(/\x1b(?!\[)|\x07|\x9b/);
  expect(screen.text()).toMatch(/^ {2}e/);
});
