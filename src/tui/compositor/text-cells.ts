import stringWidth from 'string-width';
import {IS_COMBINED, WIDTH_SHIFT} from '../../protocol/cells.ts';
import type {CellTables} from './cell-tables.ts';

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/**
 * Calls `put` with the content word of each character of `text`, and with how many cells it takes.
 * Clusters and widths are those of Ink (Intl.Segmenter, string-width, at least one cell): the text was laid out with them.
 */
export function forEachCharacter(text: string, tables: CellTables, put: (content: number, width: number) => void): void {
  for (const {segment} of segmenter.segment(text)) {
    const code = segment.codePointAt(0) ?? 0x20;
    if (code < 0x7f && segment.length === 1) {
      put(code | (1 << WIDTH_SHIFT), 1);
      continue;
    }
    const width = Math.max(1, stringWidth(segment));
    const shown = Math.min(2, width) << WIDTH_SHIFT;
    const isOneCodePoint = segment.length === (code > 0xffff ? 2 : 1);
    put(isOneCodePoint ? code | shown : IS_COMBINED | tables.graphemeId(segment) | shown, width);
  }
}
