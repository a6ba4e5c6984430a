import {expect, test} from 'vitest';
import type {PaneGrid} from '../../../src/client/pane-grid.ts';
import type {Abilities} from '../../../src/tui/compositor/abilities.ts';
import {CellTables} from '../../../src/tui/compositor/cell-tables.ts';
import {Composition} from '../../../src/tui/compositor/composition.ts';
import {Painter} from '../../../src/tui/compositor/painter.ts';
import type {PaneRect, Rect} from '../../../src/tui/surface.ts';
import {below, type Random, randomFrom} from './random.ts';
import {Replay, wrongCells} from './replay.ts';
import {STREAMS, type Stream} from './streams.ts';

const EVERYTHING: Abilities = {colors: 'rgb', underlineStyles: true, hyperlinks: true};

/** A program and the terminal that it runs in. */
class RandomPane {
  readonly emulator: Replay;
  readonly #stream: Stream;

  constructor(cols: number, rows: number, stream: Stream) {
    this.emulator = new Replay(cols, rows);
    this.#stream = stream;
  }

  write(random: Random): void {
    const {cols, rows} = this.emulator.terminal;
    for (let times = below(random, 4); times >= 0; times--) this.emulator.feed(this.#stream(random, cols, rows));
  }

  /** As the host would send it: rows that are as they were are not marked. */
  grid(before: PaneGrid | undefined): PaneGrid {
    const pane = this.emulator.pane();
    if (before?.cols !== pane.cols || before.rows !== pane.rows) return pane;
    const words = pane.cells.length / pane.rows;
    for (let row = 0; row < pane.rows; row++) {
      const slice = (cells: Uint32Array): string => cells.subarray(row * words, (row + 1) * words).join();
      // Links and graphemes are numbered afresh in each picture: only rows without them can be told to be the same.
      if (slice(before.cells) === slice(pane.cells) && pane.extended.size + pane.graphemes.size === 0 && before.dirty[row] === 0)
        pane.dirty[row] = 0;
    }
    return pane;
  }
}

const chromeFrame = (random: Random, cols: number, rows: number): string =>
  Array.from(
    {length: rows},
    (_, row) => `\x1b[${31 + below(random, 2)}m${'│ 会議 board ☁️ '.repeat(cols).slice(row % 3, cols / 2)}\x1b[39m`,
  ).join('\n');

/** Panes beside and below each other, some of them cut by the edge of the screen. */
function layOut(random: Random, cols: number, rows: number): PaneRect[] {
  const middle = 1 + below(random, cols - 2);
  const height = 1 + below(random, rows - 2);
  return [
    {terminal: 'a', x: 0, y: 1, width: middle, height, focused: true},
    {terminal: 'b', x: middle, y: 1, width: cols - middle + 3, height, focused: false},
    {terminal: 'c', x: -2, y: height + 1, width: cols, height: rows - height, focused: false},
    {terminal: 'd', x: below(random, cols), y: below(random, rows), width: 1 + below(random, cols), height: 3, focused: false},
  ];
}

function runTeam(seed: number, frames: number, abilities: Abilities, zoomed: boolean): void {
  const random = randomFrom(seed);
  let cols = 40 + below(random, 60);
  let rows = 12 + below(random, 20);
  const programs = new Map<string, RandomPane>();
  for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
    const stream = STREAMS[(index + seed) % STREAMS.length] ?? STREAMS[0];
    if (stream) programs.set(name, new RandomPane(zoomed ? cols : 20 + below(random, 40), zoomed ? rows : 4 + below(random, 12), stream));
  }
  const tables = new CellTables();
  const grids = new Map<string, PaneGrid>();
  const start = (): {composition: Composition; painter: Painter; shown: Replay} => ({
    composition: new Composition(cols, rows, tables, (terminal) => grids.get(terminal) ?? null),
    painter: new Painter(cols, rows, tables, abilities),
    shown: new Replay(cols, rows).feed('\x1b[?7l'),
  });
  let screen = start();
  const arrange = (): void => {
    const overlays: Rect[] = random() < 0.3 ? [{x: below(random, cols), y: below(random, rows), width: 7, height: 4}] : [];
    const whole: PaneRect[] = [{terminal: 'a', x: 0, y: 0, width: cols, height: rows, focused: true}];
    screen.composition.arrange(zoomed ? whole : layOut(random, cols, rows), overlays);
  };
  screen.composition.drawChrome(chromeFrame(random, cols, rows));
  arrange();
  for (let frame = 0; frame < frames; frame++) {
    for (const [name, program] of programs) {
      if (random() < 0.3) continue;
      program.write(random);
      grids.set(name, program.grid(grids.get(name)));
    }
    if (random() < 0.1) screen.composition.drawChrome(chromeFrame(random, cols, rows));
    if (random() < 0.05) arrange();
    if (random() < 0.02) {
      cols = 20 + below(random, 80);
      rows = 5 + below(random, 25);
      screen = start();
      screen.composition.drawChrome(chromeFrame(random, cols, rows));
      arrange();
    }
    if (random() < 0.02) screen.painter.forget();
    // A terminal that does not read: this frame is never painted, the next one makes up for it.
    if (random() < 0.1) continue;
    const {composition, painter, shown} = screen;
    composition.compose();
    const focused = composition.focusedRect;
    const cursor = focused && composition.paneCursor(focused);
    const bytes = painter.paint(composition.wanted, composition.changed, cursor);
    shown.feed(bytes);
    const wrong = wrongCells(composition.wanted, shown.grid(tables), tables);
    expect(wrong, `seed ${seed} frame ${frame} ${JSON.stringify(bytes.toString()).slice(0, 2000)}`).toEqual([]);
    if (cursor) {
      const {cursorX, cursorY} = shown.terminal.buffer.active;
      expect({x: cursorX, y: cursorY}).toEqual({x: cursor.x, y: cursor.y});
    }
    expect(painter.paint(composition.wanted, composition.changed, cursor)).toHaveLength(0);
  }
}

test.each([1, 2, 3, 4, 5, 6])('a team of four panes is shown without one wrong cell (seed %i)', (seed) => {
  runTeam(seed, 80, EVERYTHING, false);
});

test.each([11, 12, 13, 14])('a zoomed pane is shown without one wrong cell (seed %i)', (seed) => {
  runTeam(seed, 60, EVERYTHING, true);
});
