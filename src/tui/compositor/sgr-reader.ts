import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  FG_BLINK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
  FG_UNDERLINE,
  MODE_PALETTE_16,
  MODE_PALETTE_256,
  MODE_RGB,
} from '../../protocol/cells.ts';

const FG_FLAGS = FG_INVERSE | FG_BOLD | FG_UNDERLINE | FG_BLINK | FG_INVISIBLE | FG_STRIKETHROUGH;
const BG_FLAGS = BG_ITALIC | BG_DIM | BG_OVERLINE;

/** The style that text is written in, as the words of a cell. */
export interface Pen {
  fg: number;
  bg: number;
}

/** Flags that a parameter sets (`on`) or clears (`off`) in the foreground and background words. */
const FLAGS: Readonly<Record<number, {readonly fg?: number; readonly bg?: number; readonly on: boolean}>> = {
  1: {fg: FG_BOLD, on: true},
  2: {bg: BG_DIM, on: true},
  3: {bg: BG_ITALIC, on: true},
  4: {fg: FG_UNDERLINE, on: true},
  5: {fg: FG_BLINK, on: true},
  7: {fg: FG_INVERSE, on: true},
  8: {fg: FG_INVISIBLE, on: true},
  9: {fg: FG_STRIKETHROUGH, on: true},
  21: {fg: FG_UNDERLINE, on: true},
  22: {fg: FG_BOLD, bg: BG_DIM, on: false},
  23: {bg: BG_ITALIC, on: false},
  24: {fg: FG_UNDERLINE, on: false},
  25: {fg: FG_BLINK, on: false},
  27: {fg: FG_INVERSE, on: false},
  28: {fg: FG_INVISIBLE, on: false},
  29: {fg: FG_STRIKETHROUGH, on: false},
  53: {bg: BG_OVERLINE, on: true},
  55: {bg: BG_OVERLINE, on: false},
};

/** Applies the parameters of a `CSI … m`. Ink has turned colons into semicolons before. */
export function applySgr(pen: Pen, parameters: string): void {
  const codes = parameters === '' ? [0] : parameters.split(/[;:]/).map(Number);
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    if (code === 38 || code === 48) {
      const {color, used} = readExtendedColor(codes, index + 1);
      if (code === 38) pen.fg = (pen.fg & FG_FLAGS) | color;
      else pen.bg = (pen.bg & BG_FLAGS) | color;
      index += used;
    } else if (code === 58) {
      index += readExtendedColor(codes, index + 1).used;
    } else {
      applyCode(pen, code);
    }
  }
}

function applyCode(pen: Pen, code: number): void {
  if (code === 0) {
    pen.fg = 0;
    pen.bg = 0;
    return;
  }
  const flag = FLAGS[code];
  if (flag) {
    pen.fg = flag.on ? pen.fg | (flag.fg ?? 0) : pen.fg & ~(flag.fg ?? 0);
    pen.bg = flag.on ? pen.bg | (flag.bg ?? 0) : pen.bg & ~(flag.bg ?? 0);
  } else if (code === 39 || (code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
    pen.fg = (pen.fg & FG_FLAGS) | paletteColor(code, 30);
  } else if (code === 49 || (code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
    pen.bg = (pen.bg & BG_FLAGS) | paletteColor(code, 40);
  }
}

/** 30–37 and 90–97 (40–47 and 100–107) are the sixteen of the user's theme; 39 (49) is the default. */
function paletteColor(code: number, base: number): number {
  if (code === base + 9) return 0;
  return MODE_PALETTE_16 | (code < base + 10 ? code - base : code - base - 60 + 8);
}

function readExtendedColor(codes: readonly number[], from: number): {color: number; used: number} {
  if (codes[from] === 5) return {color: MODE_PALETTE_256 | ((codes[from + 1] ?? 0) & 0xff), used: 2};
  if (codes[from] !== 2) return {color: 0, used: 0};
  const channel = (offset: number): number => (codes[from + offset] ?? 0) & 0xff;
  return {color: MODE_RGB | (channel(1) << 16) | (channel(2) << 8) | channel(3), used: 4};
}
