import type {Rect} from '../../surface.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Less than this and the screen only says so. */
export const LEAST_SIZE: Size = {columns: 40, rows: 10};

/** From here on there is room for the sidebar beside two readable panes; below, the sessions are one strip in the top row. */
const WIDTH_WITH_SIDEBAR = 100;

export interface Regions {
  readonly bar: Rect;
  /** `null`: the bar shows the sessions. */
  readonly sidebar: Rect | null;
  /** Panes or board. */
  readonly body: Rect;
  readonly footer: Rect;
}

export const isTooSmall = ({columns, rows}: Size): boolean => columns < LEAST_SIZE.columns || rows < LEAST_SIZE.rows;

/** The parts of the screen. With a sidebar, the column between it and the body is left for the line that parts them. */
export function regionsOf({columns, rows}: Size, wantsSidebar: boolean): Regions {
  const bar = {x: 0, y: 0, width: columns, height: 1};
  const footer = {x: 0, y: rows - 1, width: columns, height: 1};
  const middle = {x: 0, y: 1, width: columns, height: rows - 2};
  if (!wantsSidebar || columns < WIDTH_WITH_SIDEBAR) return {bar, sidebar: null, body: middle, footer};
  const width = sidebarWidth(columns);
  return {
    bar,
    sidebar: {...middle, width},
    body: {...middle, x: width + 1, width: columns - width - 1},
    footer,
  };
}

/** 28 holds a name, a state and how long; 40 the longest name with role and tier. */
function sidebarWidth(columns: number): number {
  return Math.max(28, Math.min(40, Math.round(columns * 0.19)));
}

/** A rectangle of at most this size in the middle of the screen. */
export function centred({columns, rows}: Size, width: number, height: number): Rect {
  const wide = Math.min(width, columns);
  const high = Math.min(height, rows);
  return {x: Math.floor((columns - wide) / 2), y: Math.floor((rows - high) / 2), width: wide, height: high};
}

export const contains = (rect: Rect, x: number, y: number): boolean =>
  x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
