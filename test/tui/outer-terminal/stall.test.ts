import {expect, test} from 'vitest';
import {startScreen} from './screen-driver.ts';

const COLS = 160;
const ROWS = 50;

/** A screen full of colours: more bytes than a terminal takes without being read. */
const picture = (number: number): string => {
  const cell = (index: number): string => `\x1b[38;2;${index % 256};${number % 256};${(index * 7) % 256}m${(index + number) % 10}`;
  return `\x1b[H${Array.from({length: COLS * (ROWS - 1)}, (_, index) => cell(index)).join('')}`;
};
const digits = (number: number): string => Array.from({length: COLS}, (_, index) => (index + number) % 10).join('');

test('a terminal that does not read holds nothing up, and is exact afterwards', async () => {
  await using screen = await startScreen({cols: COLS, rows: ROWS, env: {COLORTERM: 'truecolor'}});
  const panes = [{terminal: 'a', x: 0, y: 1, width: COLS, height: ROWS - 1, focused: true}];
  await screen.command({type: 'arrange', panes, overlays: []});
  screen.pty.pause();
  // Each is obeyed though nothing is read: the screen does not wait for its terminal.
  for (let number = 1; number <= 20; number++)
    await screen.command({type: 'pane', terminal: 'a', cols: COLS, rows: ROWS - 1, text: picture(number)});
  const written = screen.output.length;
  screen.pty.resume();
  const wanted = Array.from({length: ROWS - 1}, () => digits(20)).join('\n');
  await screen.until('the last picture, whole', () => screen.terminal.text().endsWith(wanted));
  // What was late was left out: of twenty pictures only the first and the last were drawn.
  expect(screen.output.length - written).toBeLessThan(4 * picture(1).length);
});

test('leaves a terminal that does not read without hanging', async () => {
  await using screen = await startScreen({cols: COLS, rows: ROWS, env: {COLORTERM: 'truecolor'}});
  await screen.command({type: 'arrange', panes: [{terminal: 'a', x: 0, y: 1, width: COLS, height: ROWS - 1, focused: true}], overlays: []});
  screen.pty.pause();
  for (let number = 1; number <= 5; number++)
    await screen.command({type: 'pane', terminal: 'a', cols: COLS, rows: ROWS - 1, text: picture(number)});
  process.kill(screen.pty.pid, 'SIGTERM');
  screen.pty.resume();
  await screen.ended();
  expect(screen.terminal.terminal.buffer.active.type).toBe('normal');
});
