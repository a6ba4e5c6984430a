import {expect, test} from 'vitest';
import {Emulator} from '../../src/terminal/emulator.ts';
import {takeSnapshot} from '../../src/terminal/snapshot.ts';
import {randomStream} from '../fixtures/random-stream.ts';
import {BareTerminal} from './bare-terminal.ts';

const nothing = (): void => {};

const shown = (stream: string) => {
  const emulator = new Emulator(80, 24, {onReply: nothing, onTitle: nothing, onBell: nothing, onNotice: nothing, onFailure: nothing});
  emulator.feed(stream);
  return {emulator, title: ''};
};

/** A space looks the same in every colour of text, and bold or not, unless something is drawn through it or behind it. */
const asSeen = (cell: string): string => (/^" " 1 \S+ 0:-1 (?!.*(inverse|underline|strikethrough|overline))/.test(cell) ? 'blank' : cell);

test.each([1, 2, 3, 4, 5])('a styled snapshot that is drawn again looks the same (seed %i)', async (seed) => {
  const stream = `${randomStream(seed, 600)}\u001b(B`;
  const original = new BareTerminal(80, 24);
  await original.feed(stream);
  const drawn = new BareTerminal(80, 24);
  await drawn.feed(takeSnapshot(shown(stream), 'ansi', 0).replaceAll('\n', '\u001b[0m\r\n'));
  expect(drawn.cells().map(asSeen)).toEqual(original.cells().map(asSeen));
});

test('kinds and colours of underlines are kept', () => {
  expect(takeSnapshot(shown('\u001b[4:3;58;5;9ma\u001b[0;4mb\u001b[21;58;2;1;2;3mc'), 'ansi', 0)).toBe(
    '\u001b[0;4:3;58;5;9ma\u001b[0;4mb\u001b[0;4:2;58;2;1;2;3mc\u001b[0m',
  );
});

test('text has no trailing blanks and no empty lines at its end', () => {
  expect(takeSnapshot(shown('one  \r\n\r\n  日本 👩‍💻  \u001b[K\r\n'), 'text', 10)).toBe('one\n\n  日本 👩‍💻');
});
