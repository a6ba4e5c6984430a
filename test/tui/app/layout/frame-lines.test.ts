import {expect, test} from 'vitest';
import {frameLines, type LineWeight} from '../../../../src/tui/app/layout/frame-lines.ts';
import {arrangePanes} from '../../../../src/tui/app/layout/panes.ts';
import type {Rect} from '../../../../src/tui/surface.ts';

function drawn(area: Rect, frames: readonly {frame: Rect; weight: LineWeight}[]): string[] {
  const rows = Array.from({length: area.height}, () => [...'.'.repeat(area.width)]);
  for (const {x, y, text, vertical} of frameLines(area, frames)) {
    for (const [index, char] of [...text.replaceAll('\n', '')].entries()) {
      const row = rows[vertical ? y + index : y];
      if (row) row[vertical ? x : x + index] = char;
    }
  }
  return rows.map((row) => row.join(''));
}

const area = {x: 0, y: 0, width: 11, height: 4};
const four = (weights: readonly LineWeight[]) =>
  [
    {x: 0, y: 0, width: 5, height: 2},
    {x: 6, y: 0, width: 5, height: 2},
    {x: 0, y: 2, width: 5, height: 2},
    {x: 6, y: 2, width: 5, height: 2},
  ].map((frame, index) => ({frame, weight: weights[index] ?? 'quiet'}));

test('neighbours share a line, and lines go on to the edges of the screen', () => {
  expect(drawn(area, four([]))).toEqual(['─────┬─────', '.....│.....', '─────┼─────', '.....│.....']);
});

test('a frame that is typed into is heavy on all its sides', () => {
  expect(drawn(area, four(['typing']))).toEqual(['━━━━━┳─────', '.....┃.....', '━━━━━╋─────', '.....│.....']);
});

test('the focused frame takes the shared lines with it', () => {
  const focused = frameLines(area, four(['quiet', 'focused'])).filter(({weight}) => weight === 'focused');
  expect(focused).toEqual([
    {x: 5, y: 0, text: '┬─────', weight: 'focused', vertical: false},
    {x: 5, y: 2, text: '┼─────', weight: 'focused', vertical: false},
    {x: 5, y: 1, text: '│', weight: 'focused', vertical: true},
  ]);
});

test('lines never run through a pane', () => {
  for (const count of [1, 2, 3, 5, 7, 13]) {
    const place = {x: 0, y: 0, width: 130, height: 40};
    const ids = Array.from({length: count}, (_, index) => `s${index}`);
    const {cells} = arrangePanes({area: place, ids, layout: 'tiled', selected: 's0', main: null});
    const rows = drawn(
      place,
      cells.map(({frame}) => ({frame, weight: 'quiet'})),
    );
    for (const {frame} of cells) {
      for (let y = frame.y + 1; y < frame.y + frame.height; y++) {
        expect(rows[y]?.slice(frame.x, frame.x + frame.width)).toMatch(/^\.+$/);
      }
    }
  }
});
