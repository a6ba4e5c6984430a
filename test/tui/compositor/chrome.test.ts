import {Box, render, Text} from 'ink';
import {createElement, type ReactElement} from 'react';
import {expect, test} from 'vitest';
import {CellTables} from '../../../src/tui/compositor/cell-tables.ts';
import {Chrome} from '../../../src/tui/compositor/chrome.ts';
import {InkStdout} from '../../../src/tui/compositor/ink-stdout.ts';
import {Replay, wrongCells} from './replay.ts';

const COLS = 50;
const ROWS = 10;
const red = (text: string): string => `\x1b[31m${text}\x1b[39m`;
const link = (text: string): string => `\x1b]8;;https://example.org/\x07${text}\x1b]8;;\x07`;

function Board({note}: {note: string}): ReactElement {
  return createElement(
    Box,
    {width: COLS, height: ROWS, flexDirection: 'column'},
    createElement(
      Box,
      {borderStyle: 'round', width: 30},
      createElement(Text, null, `${red('● 会議')} \x1b[1;4mbold\x1b[22;24m 🚀 é ${link('docs')}`),
    ),
    createElement(Text, null, `\x1b[38;2;10;20;30;48;5;99m colours \x1b[39;49m\x1b[2m dim \x1b[22m\x1b[7m inverse \x1b[27m`),
    createElement(Text, {wrap: 'truncate'}, `日本語 👩‍💻 ✅ ⚠️ ${note}`),
  );
}

/** Frames that a real Ink writes. */
async function framesOf(...notes: readonly string[]): Promise<string[]> {
  const frames: string[] = [];
  const stdout = new InkStdout(COLS, ROWS, (frame) => frames.push(frame));
  const options = {stdout: stdout as unknown as NodeJS.WriteStream, debug: true, interactive: true, patchConsole: false};
  const [first = '', ...others] = notes;
  const app = render(createElement(Board, {note: first}), options);
  for (const note of others) app.rerender(createElement(Board, {note}));
  await app.waitUntilRenderFlush();
  app.unmount();
  return frames;
}

test('a frame of Ink’s is the same as cells and in a terminal', async () => {
  const [frame = ''] = await framesOf('end');
  const tables = new CellTables();
  const chrome = new Chrome(COLS, ROWS, tables);
  chrome.draw(frame, () => undefined);
  const shown = new Replay(COLS, ROWS).feed(frame.replaceAll('\n', '\r\n'));
  expect(wrongCells(chrome.grid, shown.grid(tables), tables)).toEqual([]);
  expect(shown.text()).toContain('● 会議 bold 🚀 é docs');
});

test('Ink writes one whole frame at a time', async () => {
  const frames = await framesOf('one', 'two');
  for (const frame of frames) expect(frame.split('\n')).toHaveLength(ROWS);
  expect(frames[0]).toContain('one');
  expect(frames.at(-1)).toContain('two');
});

test('what Ink writes besides frames is none', () => {
  const frames: string[] = [];
  const stdout = new InkStdout(COLS, ROWS, (frame) => frames.push(frame));
  for (const text of ['', '\x1b[?25h', '\x1b[?2004h', '\x1b[?2004l\x1b[?25l', '\x1b[>1u', '\n', 'a frame', '\n\n']) stdout.write(text);
  expect(frames).toEqual(['a frame', '\n\n']);
});

test('only rows that changed are drawn', async () => {
  const [first = '', second = ''] = await framesOf('one', 'two');
  const chrome = new Chrome(COLS, ROWS, new CellTables());
  const changed: number[] = [];
  chrome.draw(first, () => undefined);
  chrome.draw(second, (row) => changed.push(row));
  expect(changed).toEqual([4]);
});

test('what does not fit is left out, and what is missing is blank', () => {
  const tables = new CellTables();
  const chrome = new Chrome(5, 2, tables);
  chrome.draw('abcd日x\nb\nc', () => undefined);
  chrome.draw('abcd日x', () => undefined);
  expect(wrongCells(chrome.grid, new Replay(5, 2).feed('abcd').grid(tables), tables)).toEqual([]);
});

test('a frame with other sequences than styles shows none of them', () => {
  const tables = new CellTables();
  const chrome = new Chrome(12, 1, tables);
  chrome.draw('a\x1b[2Jb\x1b]0;title\x07c\x1b[?25hd\x07', () => undefined);
  expect(wrongCells(chrome.grid, new Replay(12, 1).feed('abcd').grid(tables), tables)).toEqual([]);
});
