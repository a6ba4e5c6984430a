/** A cell of the outer terminal, from 0; a column or row of -1 is not known. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** The shortest sequence that brings the cursor from one cell to another. */
export function cursorPath(from: Position, to: Position): string {
  if (from.x === to.x && from.y === to.y) return '';
  let best = absolute(to);
  const consider = (path: string): void => {
    if (path.length < best.length) best = path;
  };
  if (from.y === to.y && from.y >= 0) {
    if (to.x === 0) consider('\r');
    consider(csi(to.x + 1, 'G'));
    if (from.x >= 0 && to.x > from.x) consider(csi(to.x - from.x, 'C'));
    if (from.x >= 0 && to.x < from.x) consider(to.x === from.x - 1 ? '\b' : csi(from.x - to.x, 'D'));
  } else if (from.y >= 0) {
    // A line feed never scrolls here: the row below exists.
    if (to.x === 0 && to.y === from.y + 1) consider('\r\n');
    if (to.x === from.x) consider(to.y > from.y ? csi(to.y - from.y, 'B') : csi(from.y - to.y, 'A'));
  }
  return best;
}

function absolute({x, y}: Position): string {
  if (x === 0) return y === 0 ? '\x1b[H' : `\x1b[${y + 1}H`;
  return `\x1b[${y + 1};${x + 1}H`;
}

const csi = (count: number, final: string): string => (count === 1 ? `\x1b[${final}` : `\x1b[${count}${final}`);
