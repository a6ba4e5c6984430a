import {expect, test} from 'vitest';
import {smallBoard} from './support/boards.ts';
import {ScreenInPty} from './support/screen-in-pty.ts';
import {middle, small} from './support/states.ts';

const CTRL_Q = '\u0011';
const ESCAPE = '\u001b';
const echo = 'echo "pane of $HARMONY_SESSION"; exec cat';
const panes = {orchestrator: echo, ada: echo, bob: echo};

test('live panes stand beside the board, each in its frame, with their own colours', async () => {
  const colours = `printf '\\033[31mred\\033[m \\033[38;2;1;2;3mexact\\033[m 日本 end\\n'; ${echo}`;
  await using screen = await ScreenInPty.open(smallBoard, {...panes, ada: colours}, middle);
  for (const text of ['pane of orchestrator', 'pane of bob', '日本 end', '▌3 ◐ bob', 'permission: Bash npm test']) await screen.shows(text);
  expect(screen.isAlternate).toBe(true);
  expect(screen.cellOf('red')?.isFgPalette()).toBeTruthy();
  expect(screen.cellOf('red')?.getFgColor()).toBe(1);
  expect(screen.cellOf('exact')?.getFgColor()).toBe(0x010203);
  // The header above a pane, the line at its left.
  const row = screen.rows.findIndex((line) => line.includes('pane of orchestrator'));
  expect(screen.rows[row - 1]).toMatch(/┬─ 1 ○ orchestrator .* 3m ─$/);
  expect(screen.rows[row]).toMatch(/│pane of orchestrator/);
});

test('keys go to the session that is typed into, until the way out', async () => {
  await using screen = await ScreenInPty.open(smallBoard, panes, middle);
  await screen.shows('pane of ada');
  screen.type('2\rq?jk\r');
  await screen.shows((text) => (text.match(/q\?jk/g) ?? []).length === 2);
  expect(screen.rows.at(-1)).toContain('Ctrl+Q back to Harmony');
  const adas = screen.rows.findIndex((line) => line.includes('pane of ada'));
  expect(screen.rows[adas + 1]).toContain('q?jk');
  screen.type(CTRL_Q);
  await screen.shows('q leave');
  screen.type('q');
  expect(await screen.left()).toBe(0);
  expect(screen.isAlternate).toBe(false);
  expect(screen.text).toContain('The team goes on. Come back with: harmony attach');
});

test('a program has the size of its pane, zoomed or not, on every terminal', async () => {
  const sizes = "trap 'stty size' WINCH; stty size; while :; do read -r line; done";
  await using screen = await ScreenInPty.open(smallBoard, {...panes, bob: sizes}, middle);
  await screen.shows(/^.*│12 91$/m);
  screen.type('z');
  await screen.shows(/^37 120$/m);
  screen.resize(small);
  await screen.shows(/^21 80$/m);
  screen.resize({columns: 30, rows: 8});
  await screen.shows('too small: 40x10 at least');
  screen.resize(middle);
  await screen.shows(/^37 120$/m);
});

test('a dialog covers the panes and gives them back; the answer reaches the supervisor', async () => {
  await using screen = await ScreenInPty.open(smallBoard, panes, small);
  await screen.shows('pane of bob');
  screen.type(' ');
  await screen.shows('Runs the tests of the API');
  screen.control.refusal = {code: 'conflict', message: 'cli has answered A-1 already: Deny.', remedy: '', details: {}};
  screen.type('y');
  await screen.shows('cli has answered A-1 already: Deny.');
  expect(screen.control.commands).toEqual([{type: 'attention.answer', attention: 'A-1', choice: 'allow', text: null}]);
  screen.type(ESCAPE);
  await screen.shows((text) => text.includes('pane of bob') && !text.includes('Deny'));
});

test('history is scrolled with keys and wheel, and typing goes back to the live screen', async () => {
  await using screen = await ScreenInPty.open(smallBoard, {...panes, bob: 'seq 1 300; exec cat'}, small);
  await screen.shows(/^300$/m);
  screen.type('\u001b[5~');
  await screen.shows(/↑ \d+ lines back/);
  await screen.shows((text) => !/^300$/m.test(text));
  screen.type('\u001b[<64;10;10M'.repeat(3));
  await screen.shows('↑ 27 lines back');
  screen.type('\r');
  await screen.shows(/^300$/m);
});

test('the supervisor goes away and comes back, and so does the terminal host; nothing is lost from the screen', async () => {
  await using screen = await ScreenInPty.open(smallBoard, panes, middle);
  await screen.shows('pane of bob');
  await screen.control.close();
  await screen.shows('the supervisor is away, sessions go on');
  expect(screen.text).toContain('pane of bob');
  await screen.control.listen();
  screen.control.push({...smallBoard, position: 43});
  await screen.shows((text) => !text.includes('is away'));
  await screen.killHost();
  await screen.shows('the terminal host is away');
  expect(screen.text).toContain('pane of bob');
  await screen.startHost();
  for (const [terminal, script] of Object.entries(panes)) await screen.spawn(terminal, `echo again; ${script}`);
  await screen.shows('again');
  await screen.shows((text) => !text.includes('is away'));
});

test('without colour the screen is drawn in weights only', async () => {
  await using screen = await ScreenInPty.open(smallBoard, panes, middle, {NO_COLOR: '1'});
  await screen.shows('pane of bob');
  expect(screen.cellOf('◐')?.isFgDefault()).toBeTruthy();
  expect(screen.cellOf('Sessions')?.isBold()).toBeTruthy();
});
