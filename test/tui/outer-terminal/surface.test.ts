import {expect, test} from 'vitest';
import type {PaneRect} from '../../../src/tui/surface.ts';
import {type ScreenDriver, startScreen} from './screen-driver.ts';

const PANE_A: PaneRect = {terminal: 'a', x: 2, y: 2, width: 20, height: 5, focused: true};

async function showPane(screen: ScreenDriver, text: string): Promise<void> {
  await screen.command({type: 'pane', terminal: 'a', cols: 20, rows: 5, text});
  await screen.command({type: 'arrange', panes: [PANE_A], overlays: []});
}

const cursorOf = (screen: ScreenDriver): {x: number; y: number} => {
  const {cursorX, cursorY} = screen.terminal.terminal.buffer.active;
  return {x: cursorX, y: cursorY};
};
const frames = (output: string): number => output.split('\x1b[?2026h').length - 1;

test('shows the chrome and a pane, and follows both', async () => {
  await using screen = await startScreen();
  await showPane(screen, 'hello \x1b[31m世界\x1b[m 👩‍💻!');
  await screen.shows('  hello 世界 👩‍💻!');
  expect(screen.terminal.text()).toMatch(/^🚀 chrome 60x12/);
  await screen.command({type: 'pane', terminal: 'a', cols: 20, rows: 5, text: '\r\nsecond line'});
  await screen.shows('  second line');
  screen.type('x');
  await screen.shows('chrome 60x12 x');
});

test('a dialog covers the panes', async () => {
  await using screen = await startScreen();
  await showPane(screen, 'covered text');
  await screen.shows('  covered text');
  await screen.command({type: 'arrange', panes: [PANE_A], overlays: [{x: 0, y: 2, width: 10, height: 1}]});
  await screen.shows('\n          text');
});

test('keys go where the one before them sent them', async () => {
  await using screen = await startScreen();
  await showPane(screen, '');
  screen.type('j\rhello\x1b[A\x11k');
  expect(await screen.event('key')).toMatchObject({input: 'j'});
  expect(await screen.event('input')).toMatchObject({terminal: 'a', text: 'hello\x1b[A'});
  await screen.event('left');
  expect(await screen.event('key')).toMatchObject({input: 'k'});
});

test('the cursor is the pane’s that is typed into, or the chrome’s', async () => {
  await using screen = await startScreen();
  await showPane(screen, 'abc');
  await screen.command({type: 'mode', mode: {kind: 'typing', terminal: 'a'}});
  await screen.until('a visible cursor', () => screen.output.endsWith('\x1b[?25h'));
  expect(cursorOf(screen)).toEqual({x: 5, y: 2});
  await screen.command({type: 'cursor', x: 7, y: 9});
  await screen.until('the cursor', () => cursorOf(screen).x === 7 && cursorOf(screen).y === 9);
});

test('nothing is written when nothing changed, and one frame when much did', async () => {
  await using screen = await startScreen();
  await showPane(screen, 'first');
  await screen.shows('  first');
  const before = screen.output.length;
  await screen.command({type: 'arrange', panes: [PANE_A], overlays: []});
  await screen.command({type: 'modes', terminal: 'a', modes: {applicationCursor: true}});
  await screen.command({type: 'pane', terminal: 'a', cols: 20, rows: 5, text: '\r\nsecond\r\nthird'});
  await screen.shows('  third');
  const written = screen.output.slice(before);
  expect(frames(written)).toBe(1);
  expect(Buffer.byteLength(written)).toBeLessThan(64);
});

test('a pane hears of the focus, a paste and the mouse only as it asked', async () => {
  await using screen = await startScreen();
  await showPane(screen, '');
  screen.type('\x1b[<0;5;4M');
  expect(await screen.event('mouse')).toMatchObject({isPassed: false, event: {kind: 'press', x: 4, y: 3}});
  await screen.command({
    type: 'modes',
    terminal: 'a',
    modes: {focusEvents: true, bracketedPaste: true, mouse: 'any', mouseEncoding: 'sgr'},
  });
  await screen.command({type: 'mode', mode: {kind: 'typing', terminal: 'a'}});
  expect(await screen.event('input')).toMatchObject({text: '\x1b[I'});
  screen.type('\x1b[O');
  expect(await screen.event('input')).toMatchObject({text: '\x1b[O'});
  screen.type('\x1b[I');
  expect(await screen.event('input')).toMatchObject({text: '\x1b[I'});
  await screen.command({type: 'paste', terminal: 'a', text: 'two\nlines'});
  expect(await screen.event('input')).toMatchObject({text: '\x1b[200~two\rlines\x1b[201~'});
  screen.type('\x1b[<0;5;4M');
  expect(await screen.event('input')).toMatchObject({text: '\x1b[<0;5;3M'});
  await screen.until('reports of the pointer', () => screen.output.includes('\x1b[?1003h'));
});

test('a paste reaches the application whole', async () => {
  await using screen = await startScreen();
  screen.type('\x1b[200~some\rtext\x1b[201~');
  expect(await screen.event('pasted')).toMatchObject({text: 'some\ntext'});
});

test('follows the size of the terminal, however small it gets', async () => {
  await using screen = await startScreen();
  await showPane(screen, 'some text in a pane');
  for (const [cols, rows] of [
    [20, 5],
    [3, 1],
    [120, 40],
    [80, 24],
  ] as const) {
    screen.resize(cols, rows);
    // A terminal of three columns shows no more of the title than this.
    await screen.shows(`🚀 chrome ${cols}x${rows}`.slice(0, cols < 10 ? 2 : 99));
  }
  await screen.shows('  some text in a pane');
});

test('speaks the kitty protocol with a terminal that does, and takes it back', async () => {
  await using screen = await startScreen({terminal: 'kitty'});
  await screen.until('the protocol', () => screen.output.includes('\x1b[>1u'));
  await showPane(screen, '');
  await screen.command({type: 'mode', mode: {kind: 'typing', terminal: 'a'}});
  screen.type('\x1b[99;5u\x1b[13;2u\x1b[113;5u');
  expect(await screen.event('input')).toMatchObject({text: '\x03\x1b\r'});
  await screen.event('left');
  screen.type('Q');
  await screen.ended();
  expect(screen.output.lastIndexOf('\x1b[<u')).toBeLessThan(screen.output.lastIndexOf('\x1b[?1049l'));
  expect(screen.output).toContain('\x1b[<u');
});

test('does not ask a terminal for the protocol that it does not have, nor wait for one that says nothing', async () => {
  await using plain = await startScreen({terminal: 'plain'});
  await using mute = await startScreen({terminal: 'mute'});
  for (const screen of [plain, mute]) {
    screen.type('x');
    await screen.shows('12 x');
    expect(screen.output).not.toContain('\x1b[>1u');
  }
});

test('shows as many colours as the terminal has', async () => {
  await using none = await startScreen({env: {NO_COLOR: '1'}});
  await using some = await startScreen({env: {TERM: 'xterm-256color'}});
  await using all = await startScreen({env: {COLORTERM: 'truecolor'}});
  for (const screen of [none, some, all]) {
    await showPane(screen, '\x1b[1;38;2;255;0;0mred');
    await screen.shows('red');
  }
  expect(none.output).toContain('\x1b[1m');
  expect(none.output).not.toMatch(/\x1b\[[\d;]*3[18]/);
  expect(some.output).toContain('38;5;196m');
  expect(all.output).toContain('38;2;255;0;0m');
});

test('rings and notifies, without letting a text be a command', async () => {
  await using screen = await startScreen();
  await screen.command({type: 'bell'});
  await screen.command({type: 'notify', text: '4;1;\x1b]0;title\x07bob waits'});
  await screen.until('the notice', () => screen.output.includes('\x1b]9; 4;1; ]0;title bob waits\x1b\\'));
  expect(screen.output).toContain('\x07');
});
