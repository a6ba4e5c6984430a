/**
 * Terminals do not agree on how wide a character is, nor on which ones join the one before. Where they may disagree the painter says
 * where each character goes instead of trusting the cursor.
 */

/**
 * True of code points that may join their neighbours or be counted differently: all but the alphabets, punctuation, arrows, mathematics,
 * boxes, blocks, shapes and braille that have been one cell wide everywhere and for ever.
 */
export function isDrawnAlone(code: number): boolean {
  if (code < 0x300) return code === 0xad;
  if (code < 0x530) return code < 0x370 || (code >= 0x483 && code <= 0x489);
  if (code < 0x1e00 || code > 0x2bff) return true;
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x20ff && code !== 0x20ac);
}

/** Emoji made wide by a variation selector, or joined: some terminals fill one of their two cells and leave the other as it was. */
export const mayNeedErasing = (text: string): boolean => /\ufe0f|\u200d|\u20e3|\p{Emoji_Modifier}|\p{Regional_Indicator}/u.test(text);

/** How many cells a cluster takes in a terminal that draws each of its code points on its own. */
export function reachOf(text: string): number {
  let cells = 0;
  for (const character of text) if (!/\p{M}|\p{Cf}/u.test(character)) cells += (character.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2;
  return cells;
}
