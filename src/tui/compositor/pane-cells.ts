import type {PaneGrid} from '../../client/pane-grid.ts';
import {CELL_WORDS, CODEPOINT_MASK, FG_UNDERLINE, IS_COMBINED, WIDTH_MASK, widthOf} from '../../protocol/cells.ts';
import {type CellTables, NO_ATTRIBUTES} from './cell-tables.ts';
import {BLANK, fillBlank, type Grid, writeCell} from './grid.ts';

/** A stretch of one row of a pane, and where on the screen it is shown. */
export interface PaneStretch {
  readonly pane: PaneGrid;
  readonly paneRow: number;
  readonly paneCol: number;
  readonly row: number;
  readonly col: number;
  readonly count: number;
}

/** Copies cells of a pane, in the screen's numbering. Cells that the pane does not have become blank, cut halves of wide characters too. */
export function copyPaneCells(stretch: PaneStretch, target: Grid, tables: CellTables): void {
  const {pane, paneRow, paneCol, count} = stretch;
  const source = pane.cells;
  const {cells} = target;
  const available = paneRow >= 0 && paneRow < pane.rows ? Math.max(0, Math.min(count, pane.cols - paneCol)) : 0;
  let to = target.at(stretch.row, stretch.col);
  let from = (paneRow * pane.cols + paneCol) * CELL_WORDS;
  for (let left = available; left > 0; left--, from += CELL_WORDS, to += CELL_WORDS) {
    const content = source[from] ?? 0;
    const fg = source[from + 1] ?? 0;
    const bg = source[from + 2] ?? 0;
    const width = widthOf(content);
    const isTorn = width === 2 ? left === 1 : width === 0;
    const shown = isTorn ? BLANK : screenContent(content, pane, tables);
    const extended = screenExtended(source[from + 3] ?? 0, fg, pane, tables);
    writeCell(cells, to, shown, fg, bg, extended);
    if (width !== 2 || isTorn) continue;
    // The second cell says the same as the first: only one of them can be seen.
    left--;
    from += CELL_WORDS;
    to += CELL_WORDS;
    writeCell(cells, to, 0, fg, bg, extended);
  }
  fillBlank(cells, to, count - available);
}

function screenContent(content: number, pane: PaneGrid, tables: CellTables): number {
  if ((content & IS_COMBINED) === 0) return content;
  const text = pane.graphemes.get(content & CODEPOINT_MASK);
  return text === undefined ? BLANK : IS_COMBINED | tables.graphemeId(text) | (content & WIDTH_MASK);
}

function screenExtended(id: number, fg: number, pane: PaneGrid, tables: CellTables): number {
  if (id === 0) return 0;
  const attributes = pane.extended.get(id);
  if (!attributes) return 0;
  if ((fg & FG_UNDERLINE) !== 0) return tables.extendedId(attributes);
  // Without the flag there is no underline, whatever its style would be.
  return attributes.link === '' ? 0 : tables.extendedId({...NO_ATTRIBUTES, link: attributes.link});
}
