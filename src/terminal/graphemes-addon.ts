/**
 * The addon decodes its table of widths from a buffer and forgets that a small buffer begins somewhere within a shared pool: with the pool of
 * most versions of Node it would read other bytes, and every emoji would be of the wrong width. Without a pool it reads its own.
 */
const pooled = Buffer.poolSize;
Buffer.poolSize = 0;
export const {UnicodeGraphemesAddon} = await import('@xterm/addon-unicode-graphemes');
Buffer.poolSize = pooled;
