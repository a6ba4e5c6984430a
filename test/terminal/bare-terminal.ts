import {UnicodeGraphemesAddon} from '@xterm/addon-unicode-graphemes';
import {type IBufferCell, Terminal} from '@xterm/headless';
import type {PaneGrid} from '../../src/client/pane-grid.ts';
import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  CELL_WORDS,
  CODEPOINT_MASK,
  COLOR_MASK,
  FG_BLINK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
  FG_UNDERLINE,
  IS_COMBINED,
  MODE_MASK,
  widthOf,
} from '../../src/protocol/cells.ts';

/** The emulator by itself, read only by its public interface: what a client's copy has to look like. */
export class BareTerminal {
  readonly #terminal: Terminal;

  constructor(cols: number, rows: number) {
    this.#terminal = new Terminal({cols, rows, scrollback: 1_000, allowProposedApi: true, logLevel: 'off'});
    this.#terminal.loadAddon(new UnicodeGraphemesAddon());
  }

  feed(bytes: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(bytes, resolve));
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows);
  }

  /** Each cell of the screen that is `scrolled` lines back, as `text width foreground background flags`. */
  cells(scrolled = 0): string[] {
    const {cols, rows} = this.#terminal;
    const buffer = this.#terminal.buffer.active;
    const cells: string[] = [];
    for (let row = 0; row < rows; row++) {
      const line = buffer.getLine(Math.max(0, buffer.baseY - scrolled) + row);
      for (let col = 0; col < cols; col++) cells.push(describeCell(line?.getCell(col)));
    }
    return cells;
  }
}

function describeCell(cell: IBufferCell | undefined): string {
  if (!cell) return 'no such cell';
  const width = cell.getWidth();
  const text = cell.getChars() || (width === 0 ? '' : ' ');
  return describe(text, width, `${cell.getFgColorMode()}:${cell.getFgColor()}`, `${cell.getBgColorMode()}:${cell.getBgColor()}`, {
    inverse: cell.isInverse(),
    bold: cell.isBold(),
    underline: cell.isUnderline(),
    blink: cell.isBlink(),
    invisible: cell.isInvisible(),
    strikethrough: cell.isStrikethrough(),
    italic: cell.isItalic(),
    dim: cell.isDim(),
    overline: cell.isOverline(),
  });
}

/** A client's copy, described in the same words. */
export function gridCells(grid: PaneGrid): string[] {
  const cells: string[] = [];
  for (let at = 0; at < grid.cells.length; at += CELL_WORDS) {
    const [content = 0, fg = 0, bg = 0, extended = 0] = grid.cells.subarray(at, at + CELL_WORDS);
    const code = content & CODEPOINT_MASK;
    const width = widthOf(content);
    const text = content & IS_COMBINED ? (grid.graphemes.get(code) ?? 'unknown cluster') : width === 0 ? '' : String.fromCodePoint(code);
    cells.push(
      describe(text, width, color(fg), color(bg), {
        inverse: fg & FG_INVERSE,
        bold: fg & FG_BOLD,
        // xterm.js shows links underlined.
        underline: fg & FG_UNDERLINE || grid.extended.get(extended)?.link ? 1 : 0,
        blink: fg & FG_BLINK,
        invisible: fg & FG_INVISIBLE,
        strikethrough: fg & FG_STRIKETHROUGH,
        italic: bg & BG_ITALIC,
        dim: bg & BG_DIM,
        overline: bg & BG_OVERLINE,
      }),
    );
  }
  return cells;
}

const color = (word: number): string => `${word & MODE_MASK}:${word & MODE_MASK ? word & COLOR_MASK : -1}`;

function describe(text: string, width: number, fg: string, bg: string, flags: Readonly<Record<string, number>>): string {
  const set = Object.keys(flags).filter((name) => flags[name]);
  return `${JSON.stringify(text)} ${width} ${fg} ${bg} ${set.join(' ')}`;
}

/** The first cells that differ, for people: empty when the copy is exact. */
export function differences(expected: readonly string[], actual: readonly string[], cols: number): string[] {
  if (expected.length !== actual.length) return [`${expected.length} cells expected, ${actual.length} there`];
  return expected
    .flatMap((cell, index) =>
      cell === actual[index] ? [] : [`row ${Math.floor(index / cols)} col ${index % cols}: ${cell} is ${actual[index]}`],
    )
    .slice(0, 5);
}
