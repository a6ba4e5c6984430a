/**
 * Characters that are drawn as shapes: fonts leave gaps between the lines of a picture, and boxes would fall apart.
 * All numbers are parts of a cell: 0 is its left or upper edge, 1 its right or lower one.
 */

/** How thick the arms of a box character are: 0 none, 1 light, 2 heavy, 3 double. */
interface Arms {
  readonly up: number;
  readonly right: number;
  readonly down: number;
  readonly left: number;
}

/** Up, right, down, left. */
const ARMS: Readonly<Record<string, string>> = {
  '─': '0101',
  '━': '0202',
  '═': '0303',
  '│': '1010',
  '┃': '2020',
  '║': '3030',
  '┌': '0110',
  '┐': '0011',
  '└': '1100',
  '┘': '1001',
  '├': '1110',
  '┤': '1011',
  '┬': '0111',
  '┴': '1101',
  '┼': '1111',
  '┏': '0220',
  '┓': '0022',
  '┗': '2200',
  '┛': '2002',
  '┣': '2220',
  '┫': '2022',
  '┳': '0222',
  '┻': '2202',
  '╋': '2222',
  '╔': '0330',
  '╗': '0033',
  '╚': '3300',
  '╝': '3003',
  '╠': '3330',
  '╣': '3033',
  '╦': '0333',
  '╩': '3303',
  '╬': '3333',
  '╴': '0001',
  '╵': '1000',
  '╶': '0100',
  '╷': '0010',
  '╭': '0110',
  '╮': '0011',
  '╯': '1001',
  '╰': '1100',
  '⎿': '1100',
  '┄': '0101',
  '┈': '0101',
  '╌': '0101',
  '┆': '1010',
  '┊': '1010',
  '╎': '1010',
};
const ROUND = '╭╮╯╰';
/** Claude Code's mark of a step; viewers would take a coloured emoji for it. */
const RECORD = '⏺';
const DASHED = '┄┈╌┆┊╎';

/** Left, top, right, bottom of block characters, in eighths. */
const BLOCKS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '█': [0, 0, 8, 8],
  '▀': [0, 0, 8, 4],
  '▔': [0, 0, 8, 1],
  '▐': [4, 0, 8, 8],
  '▕': [7, 0, 8, 8],
  '▁': [0, 7, 8, 8],
  '▂': [0, 6, 8, 8],
  '▃': [0, 5, 8, 8],
  '▄': [0, 4, 8, 8],
  '▅': [0, 3, 8, 8],
  '▆': [0, 2, 8, 8],
  '▇': [0, 1, 8, 8],
  '▉': [0, 0, 7, 8],
  '▊': [0, 0, 6, 8],
  '▋': [0, 0, 5, 8],
  '▌': [0, 0, 4, 8],
  '▍': [0, 0, 3, 8],
  '▎': [0, 0, 2, 8],
  '▏': [0, 0, 1, 8],
};
const SHADES: Readonly<Record<string, number>> = {'░': 0.25, '▒': 0.5, '▓': 0.75};

/** Shapes that are the same from their left edge to their right one: several side by side are one wide one. */
export const isUniform = (text: string): boolean => '─━═┄┈╌█▀▔▁▂▃▄▅▆▇░▒▓'.includes(text);

export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The SVG of a character that has a shape, `null` for all that are left to the font. */
export function shapeOf(text: string, cell: Cell, color: string): string | null {
  const block = BLOCKS[text] ?? (text in SHADES ? [0, 0, 8, 8] : undefined);
  if (block) return blockShape(block, cell, color, SHADES[text]);
  if (text === RECORD) return disc(cell, color);
  const arms = ARMS[text];
  if (arms === undefined) return null;
  const [up = 0, right = 0, down = 0, left = 0] = [...arms].map(Number);
  const path = ROUND.includes(text) ? roundCorner({up, right, down, left}, cell) : straightArms({up, right, down, left}, cell);
  const isHeavy = arms.includes('2');
  // Square ends fill the corners.
  const dashes = DASHED.includes(text) ? ' stroke-dasharray="2 2"' : ' stroke-linecap="square"';
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="${isHeavy ? 2.4 : 1.2}"${dashes}/>`;
}

function blockShape([left = 0, top = 0, right = 8, bottom = 8]: readonly number[], cell: Cell, color: string, shade = 1): string {
  const x = cell.x + (cell.width * left) / 8;
  const y = cell.y + (cell.height * top) / 8;
  const opacity = shade === 1 ? '' : ` fill-opacity="${shade}"`;
  const size = `width="${round((cell.width * (right - left)) / 8)}" height="${round((cell.height * (bottom - top)) / 8)}"`;
  return `<rect x="${round(x)}" y="${round(y)}" ${size} fill="${color}"${opacity}/>`;
}

function disc(cell: Cell, color: string): string {
  return `<circle cx="${round(cell.x + cell.width / 2)}" cy="${round(cell.y + cell.height / 2)}" r="${round(cell.width * 0.42)}" fill="${color}"/>`;
}

function straightArms({up, right, down, left}: Arms, cell: Cell): string {
  const x = cell.x + cell.width / 2;
  const y = cell.y + cell.height / 2;
  const line = (fromX: number, fromY: number, toX: number, toY: number): string =>
    `M${round(fromX)} ${round(fromY)}L${round(toX)} ${round(toY)}`;
  const paths: string[] = [];
  // In a corner of two double lines the outer strokes meet farther out than the inner ones.
  const towards = (isOneWay: boolean, isOther: boolean): number => Number(isOneWay) - Number(isOther);
  const vertical = towards(down > 0, up > 0);
  const horizontal = towards(right > 0, left > 0);
  for (const offset of strokesOf(Math.max(left, right))) {
    const fromX = left > 0 ? cell.x : x + offset * vertical;
    const toX = right > 0 ? cell.x + cell.width : x - offset * vertical;
    paths.push(line(fromX, y + offset, toX, y + offset));
  }
  for (const offset of strokesOf(Math.max(up, down))) {
    const fromY = up > 0 ? cell.y : y + offset * horizontal;
    const toY = down > 0 ? cell.y + cell.height : y - offset * horizontal;
    paths.push(line(x + offset, fromY, x + offset, toY));
  }
  return paths.join('');
}

/** How far the strokes of an arm are from its middle: a double one has two, as far apart as they are thick. */
function strokesOf(weight: number): readonly number[] {
  if (weight === 0) return [];
  return weight === 3 ? [-1.6, 1.6] : [0];
}

/** A quarter of a circle between the middles of two edges. */
function roundCorner({up, right}: Arms, cell: Cell): string {
  const x = cell.x + cell.width / 2;
  const y = cell.y + cell.height / 2;
  const endX = right > 0 ? cell.x + cell.width : cell.x;
  const endY = up > 0 ? cell.y : cell.y + cell.height;
  const radius = cell.width / 2;
  const turnY = y + (up > 0 ? -radius : radius);
  return `M${round(x)} ${round(endY)}L${round(x)} ${round(turnY)}Q${round(x)} ${round(y)} ${round(endX)} ${round(y)}`;
}

/** Hundredths of a pixel are enough. */
export const round = (value: number): number => Math.round(value * 100) / 100;
