/**
 * A cell of a terminal grid: four unsigned 32-bit words, in the encoding that xterm.js uses inside, so that the emulator's lines are copied
 * and not converted.
 *
 * word 0 content: code point, or with IS_COMBINED an id of the grapheme table; width (0 continuation, 1, 2) in bits 22–23
 * word 1 foreground: colour value in bits 0–23, colour mode in bits 24–25, flags above
 * word 2 background: likewise
 * word 3 extended: 0, or an id of the extended table (underline style and colour, hyperlink)
 */
export const CELL_WORDS = 4;

export const CODEPOINT_MASK = 0x1fffff;
export const IS_COMBINED = 0x200000;
export const WIDTH_SHIFT = 22;
export const WIDTH_MASK = 0xc00000;

export const COLOR_MASK = 0xffffff;
export const MODE_MASK = 0x3000000;
export const MODE_DEFAULT = 0;
/** Palette 0–15: keeps the user's theme. */
export const MODE_PALETTE_16 = 0x1000000;
export const MODE_PALETTE_256 = 0x2000000;
export const MODE_RGB = 0x3000000;

export const FG_INVERSE = 0x4000000;
export const FG_BOLD = 0x8000000;
export const FG_UNDERLINE = 0x10000000;
export const FG_BLINK = 0x20000000;
export const FG_INVISIBLE = 0x40000000;
export const FG_STRIKETHROUGH = 0x80000000;

export const BG_ITALIC = 0x4000000;
export const BG_DIM = 0x8000000;
export const BG_OVERLINE = 0x40000000;

/** What word 3 names. */
export interface ExtendedAttributes {
  /** 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
  readonly underlineStyle: number;
  /** Encoded like a foreground word without flags; 0 is the text's own colour. */
  readonly underlineColor: number;
  /** Target of a hyperlink, `''` without one. */
  readonly link: string;
}

export const widthOf = (content: number): number => (content & WIDTH_MASK) >>> WIDTH_SHIFT;
