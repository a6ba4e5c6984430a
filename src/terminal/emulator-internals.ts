import type {Xterm} from './emulator.ts';

/** A line as xterm.js 6.0 keeps it: three words a cell, and what does not fit into them by column. */
export interface InternalLine {
  readonly _data: Uint32Array;
  readonly _combined: Readonly<Record<number, string>>;
  readonly _extendedAttrs: Readonly<Record<number, {readonly _ext: number; readonly _urlId: number} | undefined>>;
}

export interface Internals {
  /** Of the active buffer. `null`: there is no such line, or this version keeps its lines otherwise; read them by the public interface. */
  line(index: number): InternalLine | null;
  link(id: number): string;
  cursorHidden(): boolean;
  sgrMouse(): boolean;
}

interface Core {
  readonly _bufferService?: {readonly buffer?: {readonly lines?: {get(index: number): Partial<InternalLine> | undefined}}};
  readonly _oscLinkService?: {getLinkData(id: number): {readonly uri?: string} | undefined};
  readonly coreService?: {readonly isCursorHidden?: boolean};
  readonly coreMouseService?: {readonly activeEncoding?: string};
}

/**
 * What the public interface does not tell (links, underline styles, whether the cursor is hidden) or tells slowly (cells). The version of
 * xterm.js is pinned and a test compares both ways of reading; where the shape is not the known one, the public interface is used.
 */
export function internalsOf(xterm: Xterm): Internals {
  const core = (xterm as unknown as {_core?: Core})._core;
  return {
    line(index) {
      const line = core?._bufferService?.buffer?.lines?.get(index);
      const known = line?._data instanceof Uint32Array && typeof line._combined === 'object' && typeof line._extendedAttrs === 'object';
      return known ? (line as InternalLine) : null;
    },
    link: (id) => core?._oscLinkService?.getLinkData(id)?.uri ?? '',
    cursorHidden: () => core?.coreService?.isCursorHidden === true,
    sgrMouse: () => core?.coreMouseService?.activeEncoding?.startsWith('SGR') === true,
  };
}
