import type {Rect} from '../../surface.ts';

/** How strongly a line is drawn: the frame of the focused pane stands out, more so while keys go into it. */
export type LineWeight = 'quiet' | 'focused' | 'typing';

/** A run of line characters. Several lines of text make a vertical one. */
export interface LineRun {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly weight: LineWeight;
  readonly vertical: boolean;
}

const NORTH = 1;
const EAST = 2;
const SOUTH = 4;
const WEST = 8;

/** By the sides on which a line goes on, north 1, east 2, south 4, west 8. */
const LIGHT = ' ╵╶└╷│┌├╴┘─┴┐┤┬┼';
const HEAVY = ' ╹╺┗╻┃┏┣╸┛━┻┓┫┳╋';

interface Point {
  sides: number;
  weight: LineWeight;
}

/**
 * The lines around framed rectangles: above each (its header stands in that line), and in the columns that are left between them.
 * Neighbours share a line; there are none at the edges of the area, where nothing has to be parted.
 */
export function frameLines(area: Rect, frames: readonly Frame[]): readonly LineRun[] {
  const key = JSON.stringify([area, frames]);
  if (key !== last.key) last = {key, runs: drawLines(area, frames)};
  return last.runs;
}

export interface Frame {
  readonly frame: Rect;
  readonly weight: LineWeight;
}

/** Panes move seldom: most pictures have the lines of the picture before. */
let last: {readonly key: string; readonly runs: readonly LineRun[]} = {key: '', runs: []};

function drawLines(area: Rect, frames: readonly Frame[]): LineRun[] {
  const points = new Map<number, Point>();
  const right = area.x + area.width;
  const bottom = area.y + area.height;
  const inside = (x: number, y: number): boolean => x >= area.x && x < right && y >= area.y && y < bottom;
  const at = (x: number, y: number): Point => {
    const key = y * 65_536 + x;
    const point = points.get(key) ?? {sides: 0, weight: 'quiet' as const};
    points.set(key, point);
    return point;
  };
  // A line that leaves the area goes on to the edge of the screen: only the end inside is drawn.
  const end = (x: number, y: number, side: number, weight: LineWeight): void => {
    if (!inside(x, y)) return;
    const point = at(x, y);
    point.sides |= side;
    if (weight !== 'quiet') point.weight = weight;
  };
  const linkEast = (x: number, y: number, weight: LineWeight): void => {
    end(x, y, EAST, weight);
    end(x + 1, y, WEST, weight);
  };
  const linkSouth = (x: number, y: number, weight: LineWeight): void => {
    end(x, y, SOUTH, weight);
    end(x, y + 1, NORTH, weight);
  };
  for (const {frame, weight} of frames) {
    const last = frame.x + frame.width;
    const below = frame.y + frame.height;
    for (let x = frame.x - 1; x < last; x++) {
      linkEast(x, frame.y, weight);
      // The line below belongs to the header of whoever is there; it only takes the weight of this frame.
      if (weight !== 'quiet' && below < bottom) linkEast(x, below, weight);
    }
    for (let y = frame.y; y < below; y++) {
      linkSouth(frame.x - 1, y, weight);
      linkSouth(last, y, weight);
    }
  }
  return [...horizontalRuns(points), ...verticalRuns(points)];
}

const charOf = ({sides, weight}: Point): string => (weight === 'typing' ? HEAVY : LIGHT)[sides] ?? ' ';
const isHorizontal = ({sides}: Point): boolean => (sides & (EAST | WEST)) !== 0;

function horizontalRuns(points: Map<number, Point>): LineRun[] {
  const keys = [...points].filter(([, point]) => isHorizontal(point)).map(([key]) => key);
  return runsOf(
    points,
    keys.sort((a, b) => a - b),
    1,
    false,
  );
}

function verticalRuns(points: Map<number, Point>): LineRun[] {
  const column = (key: number): number => key % 65_536;
  const keys = [...points].filter(([, point]) => !isHorizontal(point)).map(([key]) => key);
  return runsOf(
    points,
    keys.sort((a, b) => column(a) - column(b) || a - b),
    65_536,
    true,
  );
}

function runsOf(points: Map<number, Point>, keys: readonly number[], step: number, vertical: boolean): LineRun[] {
  const runs: {x: number; y: number; text: string; weight: LineWeight; vertical: boolean; next: number}[] = [];
  for (const key of keys) {
    const point = points.get(key);
    if (!point) continue;
    const run = runs.at(-1);
    if (run && run.next === key && run.weight === point.weight) {
      run.text += (vertical ? '\n' : '') + charOf(point);
      run.next = key + step;
    } else {
      runs.push({x: key % 65_536, y: Math.floor(key / 65_536), text: charOf(point), weight: point.weight, vertical, next: key + step});
    }
  }
  return runs.map(({next: _, ...run}) => run);
}
