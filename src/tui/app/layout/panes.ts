import type {Rect} from '../../surface.ts';

export type PaneLayout = 'tiled' | 'main' | 'columns';

/**
 * One pane's place. `frame` has the header in its first row and the terminal below it. Neighbours in a row leave one column between them
 * for the line that parts them.
 */
export interface PaneCell {
  readonly id: string;
  readonly frame: Rect;
}

export interface PanePage {
  readonly cells: readonly PaneCell[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/** Below this a terminal cannot be read: 40 columns are half of what programs expect, 8 rows hold a prompt and an answer. */
const LEAST_WIDTH = 40;
const LEAST_HEIGHT = 8;
/** Beyond this a pane gets nothing from more room: what programs are made for. */
const FULL_WIDTH = 80;
const FULL_HEIGHT = 24;

export interface PanesToArrange {
  readonly area: Rect;
  /** In the order in which they are shown. */
  readonly ids: readonly string[];
  readonly layout: PaneLayout;
  readonly selected: string | null;
  /** The large pane of layout `main`. */
  readonly main: string | null;
}

/** Which panes are shown where. The page is the one that has the selected pane; panes keep their places while the selection moves. */
export function arrangePanes({area, ids, layout, selected, main}: PanesToArrange): PanePage {
  if (ids.length === 0 || area.width < 1 || area.height < 2) return {cells: [], page: 0, pages: 1};
  if (layout === 'main' && ids.length > 1) {
    const large = main !== null && ids.includes(main) ? main : (ids[0] ?? '');
    return arrangeMain(area, large, ids, selected);
  }
  if (layout === 'columns') return arrangePage(ids, selected, columnsThatFit(area), (shown) => placeRow(area, shown));
  return arrangePage(ids, selected, columnsThatFit(area) * rowsThatFit(area), (shown) => placeGrid(area, shown));
}

function arrangePage(
  ids: readonly string[],
  selected: string | null,
  capacity: number,
  place: (shown: readonly string[]) => PaneCell[],
): PanePage {
  const pages = Math.max(1, Math.ceil(ids.length / capacity));
  const page = Math.floor(Math.max(0, ids.indexOf(selected ?? '')) / capacity);
  return {cells: place(ids.slice(page * capacity, (page + 1) * capacity)), page, pages};
}

function arrangeMain(area: Rect, large: string, ids: readonly string[], selected: string | null): PanePage {
  const others = ids.filter((id) => id !== large);
  const sideBySide = area.width >= LEAST_WIDTH * 2 + 1;
  if (!sideBySide && area.height < LEAST_HEIGHT * 2) {
    return {cells: [{id: selected ?? large, frame: area}], page: Math.max(0, ids.indexOf(selected ?? large)), pages: ids.length};
  }
  // Three fifths: the stack stays readable, the main pane is clearly the main one.
  const share = Math.floor(((sideBySide ? area.width : area.height) * 3) / 5);
  const width = Math.min(share, area.width - LEAST_WIDTH - 1);
  const height = Math.min(share, area.height - LEAST_HEIGHT);
  const first = sideBySide ? {...area, width} : {...area, height};
  const rest = sideBySide
    ? {...area, x: area.x + width + 1, width: area.width - width - 1}
    : {...area, y: area.y + height, height: area.height - height};
  const capacity = sideBySide ? rowsThatFit(rest) : columnsThatFit(rest);
  const stack = arrangePage(others, selected, capacity, (shown) => (sideBySide ? placeColumn(rest, shown) : placeRow(rest, shown)));
  return {...stack, cells: [{id: large, frame: first}, ...stack.cells]};
}

const columnsThatFit = (area: Rect): number => Math.max(1, Math.floor((area.width + 1) / (LEAST_WIDTH + 1)));
const rowsThatFit = (area: Rect): number => Math.max(1, Math.floor(area.height / LEAST_HEIGHT));

function placeRow(area: Rect, ids: readonly string[]): PaneCell[] {
  return shares(area.width - (ids.length - 1), ids.length).map(({start, size}, index) => ({
    id: ids[index] ?? '',
    frame: {...area, x: area.x + start + index, width: size},
  }));
}

function placeColumn(area: Rect, ids: readonly string[]): PaneCell[] {
  return shares(area.height, ids.length).map(({start, size}, index) => ({
    id: ids[index] ?? '',
    frame: {...area, y: area.y + start, height: size},
  }));
}

/** Rows of equally many panes; where that does not come out even, the lower rows have one less and are wider. */
function placeGrid(area: Rect, ids: readonly string[]): PaneCell[] {
  const rows = bestRows(area, ids.length);
  const cells: PaneCell[] = [];
  let next = 0;
  for (const [index, {start, size}] of shares(area.height, rows).entries()) {
    const count = Math.floor(ids.length / rows) + (index < ids.length % rows ? 1 : 0);
    cells.push(...placeRow({...area, y: area.y + start, height: size}, ids.slice(next, next + count)));
    next += count;
  }
  return cells;
}

/** The number of rows with which the smallest pane is the most useful. */
function bestRows(area: Rect, count: number): number {
  let best = 1;
  let bestScore = -1;
  for (let rows = 1; rows <= Math.min(count, rowsThatFit(area)); rows++) {
    const columns = Math.ceil(count / rows);
    if (columns > columnsThatFit(area)) continue;
    const width = Math.floor((area.width - (columns - 1)) / columns);
    const height = Math.floor(area.height / rows) - 1;
    const score = Math.min(1, width / FULL_WIDTH) * Math.min(1, height / FULL_HEIGHT);
    if (score > bestScore) [best, bestScore] = [rows, score];
  }
  return best;
}

/** `whole` cut into `parts` that differ by one at most. */
function shares(whole: number, parts: number): {start: number; size: number}[] {
  return Array.from({length: parts}, (_, index) => {
    const start = Math.floor((whole * index) / parts);
    return {start, size: Math.floor((whole * (index + 1)) / parts) - start};
  });
}
