import {CELL_WORDS} from '../../protocol/cells.ts';
import {fillBlank, type Grid} from './grid.ts';

/** Rows `top`–`bottom` (inclusive) move up by `by` lines; down when it is negative. */
export interface Scroll {
  readonly top: number;
  readonly bottom: number;
  readonly by: number;
}

/** Fewer rows than this are repainted as quickly as they are moved. */
const WORTH_ROWS = 3;

/**
 * Finds a band of whole rows that only moved. Judged by what is on the screen, never by what a program said it would do; with panes side
 * by side there is none, because the rows of the others stand still.
 */
export function findScroll(wanted: Grid, front: Grid, changed: Uint8Array): Scroll | null {
  const moved: number[] = [];
  for (let row = 0; row < wanted.rows; row++) if (changed[row] === 1 && !sameRow(wanted, row, front, row)) moved.push(row);
  if (moved.length < WORTH_ROWS) return null;
  const by = likelyShift(wanted, front, moved);
  if (by === 0) return null;
  const band = longestBand(wanted, front, by);
  if (band.length < WORTH_ROWS) return null;
  const {first, last} = band;
  const top = Math.min(first, first + by);
  const bottom = Math.max(last, last + by);
  // What scrolls out of sight at the other end must be drawn anew, though it may stand right already.
  let lost = 0;
  for (let row = top; row <= bottom; row++) if ((row < first || row > last) && sameRow(wanted, row, front, row)) lost++;
  return band.repaired - lost >= WORTH_ROWS ? {top, bottom, by} : null;
}

/** Does in `front` what the outer terminal does when it scrolls. */
export function applyScroll(front: Grid, {top, bottom, by}: Scroll): void {
  const {cells} = front;
  const exposed = Math.abs(by);
  if (by > 0) {
    cells.copyWithin(front.at(top, 0), front.at(top + exposed, 0), front.at(bottom + 1, 0));
    fillBlank(cells, front.at(bottom + 1 - exposed, 0), exposed * front.cols);
  } else {
    cells.copyWithin(front.at(top + exposed, 0), front.at(top, 0), front.at(bottom + 1 - exposed, 0));
    fillBlank(cells, front.at(top, 0), exposed * front.cols);
  }
}

/** The distance by which most of the rows have moved, 0 for none. */
function likelyShift(wanted: Grid, front: Grid, moved: readonly number[]): number {
  const rowOf = new Map<number, number>();
  for (const row of moved) {
    const hash = hashRow(front, row);
    // A row that is there twice, as empty ones are, says nothing about where it went.
    rowOf.set(hash, rowOf.has(hash) ? -1 : row);
  }
  const votes = new Map<number, number>();
  let best = 0;
  for (const row of moved) {
    const before = rowOf.get(hashRow(wanted, row)) ?? -1;
    if (before < 0 || before === row) continue;
    const shift = before - row;
    const count = (votes.get(shift) ?? 0) + 1;
    votes.set(shift, count);
    if (count > (votes.get(best) ?? 0)) best = shift;
  }
  return (votes.get(best) ?? 0) >= 2 ? best : 0;
}

/** The longest run of rows that are to show what is now `by` rows further down, and how many of them are wrong as they are. */
function longestBand(wanted: Grid, front: Grid, by: number): {first: number; last: number; length: number; repaired: number} {
  let best = {first: 0, last: -1, length: 0, repaired: 0};
  let first = -1;
  let repaired = 0;
  for (let row = 0; row <= wanted.rows; row++) {
    const source = row + by;
    const matches = row < wanted.rows && source >= 0 && source < front.rows && sameRow(wanted, row, front, source);
    if (matches) {
      if (first < 0) {
        first = row;
        repaired = 0;
      }
      if (!sameRow(wanted, row, front, row)) repaired++;
    } else if (first >= 0) {
      if (row - first > best.length) best = {first, last: row - 1, length: row - first, repaired};
      first = -1;
    }
  }
  return best;
}

function sameRow(a: Grid, rowOfA: number, b: Grid, rowOfB: number): boolean {
  const words = a.cols * CELL_WORDS;
  const startOfA = a.at(rowOfA, 0);
  const startOfB = b.at(rowOfB, 0);
  for (let word = 0; word < words; word++) if (a.cells[startOfA + word] !== b.cells[startOfB + word]) return false;
  return true;
}

/** FNV-1a over the characters: the colours are compared only where these are the same. */
function hashRow(grid: Grid, row: number): number {
  let hash = 0x811c9dc5;
  const end = grid.at(row + 1, 0);
  for (let index = grid.at(row, 0); index < end; index += CELL_WORDS) hash = Math.imul(hash ^ (grid.cells[index] ?? 0), 0x01000193);
  return hash;
}
