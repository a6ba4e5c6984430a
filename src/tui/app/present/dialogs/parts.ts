import type {Block, Hit} from '../view.ts';

/** A dialog as it is drawn, and what is where in it. */
export interface DialogParts {
  readonly block: Block;
  readonly hits: readonly Hit[];
  readonly cursor: {readonly x: number; readonly y: number} | null;
  /** Entries of its list. */
  readonly entries: number;
  /** Lines that its text can be scrolled by. */
  readonly hidden: number;
  /** Lines of it that are shown at once; left out where nothing is scrolled. */
  readonly page?: number;
}

/** Nothing behind a dialog can be clicked. */
export const swallow = ({rect}: Block): Hit => ({rect, target: {kind: 'nothing'}});
