/** The colours that most terminals give to the palette, as 0xRRGGBB: to find what comes nearest to a colour that a terminal lacks. */
const SIXTEEN = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff,
  0xff00ff, 0x00ffff, 0xffffff,
];
/** Channel values of the 6 × 6 × 6 cube, colours 16–231. */
const CUBE = [0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff];

/** Colour 0–255 of the standard palette as 0xRRGGBB. */
export function paletteRgb(index: number): number {
  if (index < 16) return SIXTEEN[index] ?? 0;
  if (index >= 232) return 0x010101 * (8 + (index - 232) * 10);
  const channel = (divisor: number): number => CUBE[Math.floor((index - 16) / divisor) % 6] ?? 0;
  return (channel(36) << 16) | (channel(6) << 8) | channel(1);
}

const nearest256 = new Map<number, number>();
const nearest16 = new Map<number, number>();
// A picture drawn in true colour has any number of them.
const MAX_KNOWN = 4096;

/** Colour 16–255 that looks most like this one; the first 16 differ from theme to theme. */
export const nearestOf256 = (rgb: number): number => nearest(rgb, 16, 256, nearest256);

export const nearestOf16 = (rgb: number): number => nearest(rgb, 0, 16, nearest16);

function nearest(rgb: number, from: number, to: number, known: Map<number, number>): number {
  const found = known.get(rgb);
  if (found !== undefined) return found;
  let best = from;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let index = from; index < to; index++) {
    const distance = distanceBetween(rgb, paletteRgb(index));
    if (distance < bestDistance) {
      bestDistance = distance;
      best = index;
    }
  }
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(rgb, best);
  return best;
}

/** Weighted by how well the eye tells red, green and blue apart. */
function distanceBetween(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 0xff) - ((b >> 8) & 0xff);
  const blue = (a & 0xff) - (b & 0xff);
  return 3 * red * red + 6 * green * green + blue * blue;
}
