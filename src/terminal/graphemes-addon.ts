/**
 * The addon decodes its table of widths from a buffer and forgets that a small buffer begins somewhere within a shared pool: with the pool of
 * most versions of Node it would read other bytes, and every emoji would be of the wrong width. Without a pool it reads its own.
 */
const pooled = Buffer.poolSize;
Buffer.poolSize = 0;
// By its default export: a CommonJS package has named ones in Node, but not in a bundle.
export const {UnicodeGraphemesAddon} = (await import('@xterm/addon-unicode-graphemes')).default;
Buffer.poolSize = pooled;
