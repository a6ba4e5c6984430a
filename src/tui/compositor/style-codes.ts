import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  COLOR_MASK,
  type ExtendedAttributes,
  FG_BLINK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
  FG_UNDERLINE,
  MODE_DEFAULT,
  MODE_MASK,
  MODE_PALETTE_16,
  MODE_PALETTE_256,
} from '../../protocol/cells.ts';
import type {Abilities} from './abilities.ts';
import {NO_ATTRIBUTES} from './cell-tables.ts';
import {nearestOf16, nearestOf256, paletteRgb} from './palette.ts';

/** What the outer terminal writes with, resolved from the words of a cell. */
export interface Style {
  readonly fg: number;
  readonly bg: number;
  readonly extended: ExtendedAttributes;
}

export const PLAIN: Style = {fg: 0, bg: 0, extended: NO_ATTRIBUTES};

/** Flags with a code that sets and one that clears them; bold and dim share the latter. */
const FG_CODES: readonly (readonly [flag: number, on: number, off: number])[] = [
  [FG_BOLD, 1, 22],
  [FG_BLINK, 5, 25],
  [FG_INVERSE, 7, 27],
  [FG_INVISIBLE, 8, 28],
  [FG_STRIKETHROUGH, 9, 29],
];
const BG_CODES: readonly (readonly [flag: number, on: number, off: number])[] = [
  [BG_DIM, 2, 22],
  [BG_ITALIC, 3, 23],
  [BG_OVERLINE, 53, 55],
];

/** The shortest `CSI … m` that changes one style into another, `''` when they look the same. Links are not a matter of SGR. */
export function styleChange(from: Style, to: Style, abilities: Abilities): string {
  const delta = deltaCodes(from, to, abilities);
  if (delta.length === 0) return '';
  const short = delta.join(';');
  // Clearing everything first pays when many attributes end at once, and is shortest of all when nothing is left.
  const reset = deltaCodes(PLAIN, to, abilities);
  const whole = reset.length === 0 ? '' : `0;${reset.join(';')}`;
  return `\x1b[${whole.length < short.length ? whole : short}m`;
}

/** As above, when nothing is known of what is set now. */
export function styleFromUnknown(to: Style, abilities: Abilities): string {
  return `\x1b[${['0', ...deltaCodes(PLAIN, to, abilities)].join(';')}m`;
}

function deltaCodes(from: Style, to: Style, abilities: Abilities): string[] {
  const codes: string[] = [];
  const dropsIntensity = (from.fg & FG_BOLD & ~to.fg) !== 0 || (from.bg & BG_DIM & ~to.bg) !== 0;
  if (dropsIntensity) codes.push('22');
  // 22 cleared both, so what remains of the two has to be set again.
  pushFlags(codes, FG_CODES, dropsIntensity ? from.fg & ~FG_BOLD : from.fg, to.fg);
  pushFlags(codes, BG_CODES, dropsIntensity ? from.bg & ~BG_DIM : from.bg, to.bg);
  pushUnderline(codes, from, to, abilities);
  if (colorOf(from.fg) !== colorOf(to.fg)) pushColor(codes, to.fg, 30, abilities);
  if (colorOf(from.bg) !== colorOf(to.bg)) pushColor(codes, to.bg, 40, abilities);
  return codes;
}

function pushFlags(codes: string[], table: typeof FG_CODES, from: number, to: number): void {
  for (const [flag, on, off] of table) {
    if (((from ^ to) & flag) !== 0) codes.push(String((to & flag) !== 0 ? on : off));
  }
}

function pushUnderline(codes: string[], from: Style, to: Style, abilities: Abilities): void {
  const before = underlineOf(from, abilities);
  const after = underlineOf(to, abilities);
  if (before !== after) codes.push(after === 0 ? '24' : after === 1 ? '4' : `4:${after}`);
  if (!abilities.underlineStyles || abilities.colors === 'none') return;
  const color = underlineColorOf(to);
  if (color === underlineColorOf(from)) return;
  codes.push(color === 0 ? '59' : underlineColorCode(color));
}

/** 0 none, 1 plain, 2–5 the styles that need a capable terminal. */
function underlineOf({fg, extended}: Style, abilities: Abilities): number {
  if ((fg & FG_UNDERLINE) === 0) return 0;
  return abilities.underlineStyles ? Math.max(1, extended.underlineStyle) : 1;
}

const underlineColorOf = ({fg, extended}: Style): number => ((fg & FG_UNDERLINE) === 0 ? 0 : extended.underlineColor);

function underlineColorCode(color: number): string {
  const mode = color & MODE_MASK;
  if (mode === MODE_PALETTE_16 || mode === MODE_PALETTE_256) return `58:5:${color & 0xff}`;
  return `58:2::${(color >> 16) & 0xff}:${(color >> 8) & 0xff}:${color & 0xff}`;
}

const colorOf = (word: number): number => word & (MODE_MASK | COLOR_MASK);

/** `base` is 30 for the foreground, 40 for the background. */
function pushColor(codes: string[], word: number, base: number, {colors}: Abilities): void {
  if (colors === 'none') return;
  const mode = word & MODE_MASK;
  const value = word & COLOR_MASK;
  if (mode === MODE_DEFAULT) codes.push(String(base + 9));
  else if (mode === MODE_PALETTE_16) codes.push(themeCode(value, base));
  else if (mode === MODE_PALETTE_256) {
    // Colours 0–15 given as 38;5;n stay so: as 30–37 some terminals would brighten them when bold.
    if (colors === '16') codes.push(themeCode(value < 16 ? value : nearestOf16(paletteRgb(value & 0xff)), base));
    else codes.push(`${base + 8};5;${value & 0xff}`);
  } else if (colors === 'rgb') codes.push(`${base + 8};2;${(value >> 16) & 0xff};${(value >> 8) & 0xff};${value & 0xff}`);
  else if (colors === '256') codes.push(`${base + 8};5;${nearestOf256(value)}`);
  else codes.push(themeCode(nearestOf16(value), base));
}

const themeCode = (index: number, base: number): string => String(index < 8 ? base + index : base + 60 + (index & 7));
