import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {PaneGrid} from '../../src/client/pane-grid.ts';
import {CELL_WORDS} from '../../src/protocol/cells.ts';
import {encodeUpdate, KIND_UPDATE, readFrames} from '../../src/protocol/terminal-wire.ts';
import {Emulator, type EmulatorListeners} from '../../src/terminal/emulator.ts';
import {PaneDiffer} from '../../src/terminal/pane-differ.ts';
import {randomNumbers, randomStream} from '../fixtures/random-stream.ts';
import {BareTerminal, differences, gridCells} from './bare-terminal.ts';

const nothing = (): void => {};
const listeners: EmulatorListeners = {
  onReply: nothing,
  onTitle: nothing,
  onBell: nothing,
  onNotice: nothing,
  onFailure: (error) => {
    throw error;
  },
};

/** An emulator, what is sent of it to a client, and the client's copy, without a process or a socket in between. */
class Shown {
  readonly emulator: Emulator;
  readonly differ: PaneDiffer;
  readonly grid = new PaneGrid();
  readonly #wire = new PassThrough();

  constructor(cols: number, rows: number, scrolled = 0) {
    this.emulator = new Emulator(cols, rows, listeners);
    const terminal = {id: 'ada', emulator: this.emulator, title: '', running: true};
    this.differ = new PaneDiffer(terminal, {terminal: 'ada', cols, rows, scrolled, focused: true});
    readFrames(this.#wire, (message) => {
      if (message.kind === KIND_UPDATE) this.grid.apply(message.update);
    });
  }

  /** Brings the copy up to date; returns how many cells were sent for it. */
  async frame(): Promise<number> {
    const update = this.differ.next();
    if (!update) return 0;
    await new Promise((resolve) => this.#wire.write(encodeUpdate(update), resolve));
    return update.runs.reduce((sum, run) => sum + run.cells.length / CELL_WORDS, 0);
  }
}

test.each(Array.from({length: 20}, (_, seed) => seed))(
  'whatever a program writes, a copy kept by differences is what the emulator shows (seed %i)',
  async (seed) => {
    const next = randomNumbers(seed + 1_000);
    let [cols, rows] = [80, 24];
    const shown = new Shown(cols, rows);
    const bare = new BareTerminal(cols, rows);
    const bytes = Buffer.from(randomStream(seed, 1_500));
    for (let at = 0; at < bytes.length; ) {
      // Pieces end anywhere, also within a character or a sequence.
      const piece = bytes.subarray(at, at + 1 + Math.floor(next() * 600));
      at += piece.length;
      shown.emulator.feed(piece);
      await bare.feed(piece);
      if (next() < 0.1) {
        cols = 2 + Math.floor(next() * 120);
        rows = 2 + Math.floor(next() * 40);
        shown.emulator.resize(cols, rows);
        bare.resize(cols, rows);
      }
      if (next() < 0.5) continue;
      await shown.frame();
      expect(differences(bare.cells(), gridCells(shown.grid), cols)).toEqual([]);
    }
  },
);

test('what the quick way of reading lines gives is what the public interface tells', () => {
  const emulator = new Emulator(80, 24, listeners);
  const quick = new Uint32Array(80 * CELL_WORDS);
  const slow = new Uint32Array(80 * CELL_WORDS);
  for (let seed = 0; seed < 10; seed++) {
    // The public interface knows nothing of kinds of underlines.
    emulator.feed(randomStream(seed, 800).replaceAll(/\u001b\[(4:\d|21|58;[\d;]+)m/g, ''));
    for (let row = 0; row < 24; row++) {
      emulator.readRow(emulator.scrollback + row, quick);
      emulator.readRowPublicly(emulator.scrollback + row, slow);
      expect(quick).toEqual(slow);
    }
  }
  expect(emulator.ownWords(emulator.scrollback)).toHaveLength(80 * 3);
});

test('one changed character is one cell on the wire, and nothing changed is nothing', async () => {
  const shown = new Shown(200, 60);
  shown.emulator.feed('\u001b[31mhello 👩‍💻\r\n'.repeat(50));
  expect(await shown.frame()).toBe(200 * 60);
  expect(await shown.frame()).toBe(0);
  shown.emulator.feed('\u001b[5;5HX\u001b[6;5H');
  expect(await shown.frame()).toBe(1);
});

test('a cluster in the place of another one is seen, though the emulator keeps it beside the cell', async () => {
  const shown = new Shown(20, 4);
  for (const cluster of ['👩‍💻', '👨‍🚀', '👩‍💻', '👍🏽']) {
    shown.emulator.feed(`\r${cluster}`);
    await shown.frame();
    expect(gridCells(shown.grid)[0]).toContain(cluster);
  }
});

test('links and kinds of underlines come with the cells', async () => {
  const shown = new Shown(40, 4);
  shown.emulator.feed(
    '\u001b]8;;https://example.org\u001b\\a\u001b]8;;\u001b\\\u001b[4:3;58;5;9mb\u001b[0m\u001b[4mc\u001b[58;2;1;2;3md\u001b[59me',
  );
  await shown.frame();
  const attributes = (col: number) => shown.grid.extended.get(shown.grid.cells[col * CELL_WORDS + 3] ?? 0);
  expect(attributes(0)).toEqual({underlineStyle: 0, underlineColor: 0, link: 'https://example.org'});
  expect(attributes(1)).toEqual({underlineStyle: 3, underlineColor: 0x2000009, link: ''});
  expect(attributes(2)).toBeUndefined();
  expect(attributes(3)).toEqual({underlineStyle: 1, underlineColor: 0x3010203, link: ''});
  expect(attributes(4)).toBeUndefined();
});

test('a text is told once, and again when the tables had to be emptied', async () => {
  const shown = new Shown(20, 4);
  shown.emulator.feed('👩‍💻 👨‍🚀');
  const first = shown.differ.next();
  expect(first?.graphemes.map(([, text]) => text)).toEqual(['👩‍💻', '👨‍🚀']);
  shown.emulator.feed('\r\n👩‍💻');
  expect(shown.differ.next()?.graphemes).toEqual([]);
  for (let made = 0; made < 70_000; made++) shown.emulator.tables.grapheme(`e${String.fromCodePoint(0x10000 + made)}`);
  const anew = shown.differ.next();
  expect(anew?.full).toBe(true);
  expect(anew?.graphemes.map(([, text]) => text)).toEqual(['👩‍💻', '👨‍🚀']);
  shown.grid.apply(anew as NonNullable<typeof anew>);
  expect(gridCells(shown.grid)[0]).toContain('👩‍💻');
});

test('a view that is scrolled back stays on its lines while the history moves on, and then falls off', async () => {
  const shown = new Shown(20, 4);
  const bare = new BareTerminal(20, 4);
  const feed = async (text: string): Promise<void> => {
    shown.emulator.feed(text);
    await bare.feed(text);
  };
  const lines = (from: number, count: number): string => Array.from({length: count}, (_, index) => `line ${from + index}\r\n`).join('');
  await feed(lines(0, 1_500));
  shown.differ.setView({terminal: 'ada', cols: 20, rows: 4, scrolled: 500, focused: true});
  await shown.frame();
  const before = gridCells(shown.grid);
  expect(differences(bare.cells(500), before, 20)).toEqual([]);
  await feed(lines(1_500, 300));
  await shown.frame();
  expect(shown.grid.scrolled).toBe(800);
  expect(gridCells(shown.grid)).toEqual(before);
  // A client that says again what it was told does not move its view, even when it is late.
  await feed(lines(1_800, 10));
  shown.differ.setView({terminal: 'ada', cols: 20, rows: 4, scrolled: 800, focused: true});
  await shown.frame();
  expect(gridCells(shown.grid)).toEqual(before);
  await feed(lines(1_810, 500));
  await shown.frame();
  expect(shown.grid.scrolled).toBe(1_000);
  expect(differences(bare.cells(1_000), gridCells(shown.grid), 20)).toEqual([]);
  shown.differ.setView({terminal: 'ada', cols: 20, rows: 4, scrolled: 0, focused: true});
  await shown.frame();
  expect(differences(bare.cells(), gridCells(shown.grid), 20)).toEqual([]);
});
