import type {Rect} from '../../surface.ts';
import {type BoardSection, boardSections} from '../state/state.ts';

/** From here on there is room for two columns of tables. */
const WIDTH_FOR_TWO = 140;

/** A title and this many rows, if it has as many. */
const LEAST_ROWS = 2;

/** Where each part of the board goes. The one that has the keys gets what the others leave. */
export function arrangeBoard(
  area: Rect,
  lengths: Readonly<Partial<Record<BoardSection, number>>>,
  focused: BoardSection,
): ReadonlyMap<BoardSection, Rect> {
  if (area.width < WIDTH_FOR_TWO) return stack(area, boardSections, lengths, focused);
  // Left who does what, right what is said and what happened.
  const width = Math.floor((area.width - 1) / 2);
  const left = stack({...area, width}, ['attention', 'sessions', 'claims'], lengths, focused);
  const right = stack({...area, x: area.x + width + 1, width: area.width - width - 1}, ['tasks', 'messages', 'activity'], lengths, focused);
  return new Map([...left, ...right]);
}

/** One below the other, each with a row for its title. */
function stack(
  area: Rect,
  sections: readonly BoardSection[],
  lengths: Readonly<Partial<Record<BoardSection, number>>>,
  focused: BoardSection,
): Map<BoardSection, Rect> {
  const wanted = sections.map((name) => 1 + Math.max(1, lengths[name] ?? 0));
  const heights = shareHeight(sections, wanted, area.height, focused);
  const rects = new Map<BoardSection, Rect>();
  let y = area.y;
  for (const [index, name] of sections.entries()) {
    const height = heights[index] ?? 0;
    if (height > 0) rects.set(name, {...area, y, height});
    y += height;
  }
  return rects;
}

function shareHeight(sections: readonly BoardSection[], wanted: readonly number[], height: number, focused: BoardSection): number[] {
  const given = wanted.map((rows) => Math.min(rows, 1 + LEAST_ROWS));
  let room = height - given.reduce((sum, rows) => sum + rows, 0);
  // Not even that much: titles stay as long as they can, the last parts go first.
  for (let index = given.length - 1; index >= 0 && room < 0; index--) {
    const taken = Math.min((given[index] ?? 0) - (sections[index] === focused ? 2 : 1), -room);
    given[index] = (given[index] ?? 0) - taken;
    room += taken;
  }
  for (let index = given.length - 1; index >= 0 && room < 0; index--) {
    if (sections[index] === focused) continue;
    room += given[index] ?? 0;
    given[index] = 0;
  }
  const order = sections
    .map((_, index) => index)
    .sort((a, b) => Number(sections[b] === focused) - Number(sections[a] === focused) || a - b);
  for (const index of order) {
    const more = Math.max(0, Math.min(room, (wanted[index] ?? 0) - (given[index] ?? 0)));
    given[index] = (given[index] ?? 0) + more;
    room -= more;
  }
  // What is left over goes to the last part, so that the frame is filled.
  const last = given.findLastIndex((rows) => rows > 0);
  if (last !== -1 && room > 0) given[last] = (given[last] ?? 0) + room;
  return given;
}
