import type {PaneGrid} from '../../../src/client/pane-grid.ts';
import type {Abilities} from '../../../src/tui/compositor/abilities.ts';
import {CellTables} from '../../../src/tui/compositor/cell-tables.ts';
import {Composition} from '../../../src/tui/compositor/composition.ts';
import {Painter} from '../../../src/tui/compositor/painter.ts';
import type {PaneRect} from '../../../src/tui/surface.ts';
import {Replay} from './replay.ts';

const EVERYTHING: Abilities = {colors: 'rgb', underlineStyles: true, hyperlinks: true};

/** A compositor in front of a terminal, without the rest of the surface. */
export class Screen {
  readonly tables = new CellTables();
  readonly panes = new Map<string, PaneGrid>();
  readonly composition: Composition;
  readonly painter: Painter;
  readonly shown: Replay;

  constructor(cols: number, rows: number, {abilities = EVERYTHING, joins = true} = {}) {
    this.composition = new Composition(cols, rows, this.tables, (terminal) => this.panes.get(terminal) ?? null);
    this.painter = new Painter(cols, rows, this.tables, abilities);
    this.shown = new Replay(cols, rows, joins).feed('\x1b[?7l');
  }

  /** Puts a pane with this content on the screen. */
  show(terminal: string, text: string, rect: Partial<PaneRect> = {}): this {
    const {cols, rows} = this.composition.wanted;
    const place: PaneRect = {terminal, x: 0, y: 0, width: cols, height: rows, focused: true, ...rect};
    this.panes.set(terminal, new Replay(place.width, place.height).feed(text).pane());
    this.composition.arrange([place], []);
    return this;
  }

  /** Paints a frame and returns its bytes without what every frame has. */
  paint(): string {
    this.composition.compose();
    const bytes = this.painter.paint(this.composition.wanted, this.composition.changed, null).toString();
    this.shown.feed(bytes);
    return bytes.replace('\x1b[?2026h', '').replace('\x1b[?2026l', '').replace('\x1b[?25l', '');
  }

  text(): string {
    return this.shown.text();
  }
}
