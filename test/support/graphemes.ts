import {Buffer} from 'node:buffer';

// The addon (0.4.0) reads its table from the start of the memory behind a Buffer, which is the table's only where the Buffer has it to itself:
// one that was cut from the shared pool ends in "Data error", now and then.
const pooled = Buffer.poolSize;
Buffer.poolSize = 0;
export const {UnicodeGraphemesAddon} = await import('@xterm/addon-unicode-graphemes');
Buffer.poolSize = pooled;
