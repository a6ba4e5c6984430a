import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {arrangePanes, type PaneLayout} from '../../../../src/tui/app/layout/panes.ts';
import type {Rect} from '../../../../src/tui/surface.ts';

const names = (count: number): string[] => Array.from({length: count}, (_, index) => `s${index}`);
const arrange = (area: Rect, count: number, layout: PaneLayout = 'tiled', selected: string | null = 's0') =>
  arrangePanes({area, ids: names(count), layout, selected, main: null});

const overlap = (a: Rect, b: Rect): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const areas = fc.record({
  x: fc.integer({min: 0, max: 50}),
  y: fc.integer({min: 0, max: 5}),
  width: fc.integer({min: 1, max: 300}),
  height: fc.integer({min: 1, max: 100}),
});
const layouts = fc.constantFrom<PaneLayout>('tiled', 'main', 'columns');

describe('any number of panes on a screen of any size', () => {
  test('never overlap and never leave their area', () => {
    fc.assert(
      fc.property(areas, fc.integer({min: 0, max: 60}), layouts, fc.integer({min: 0, max: 59}), (area, count, layout, at) => {
        const {cells} = arrange(area, count, layout, `s${at}`);
        for (const [index, {frame}] of cells.entries()) {
          expect(frame.width).toBeGreaterThan(0);
          expect(frame.height).toBeGreaterThan(0);
          expect(frame.x).toBeGreaterThanOrEqual(area.x);
          expect(frame.y).toBeGreaterThanOrEqual(area.y);
          expect(frame.x + frame.width).toBeLessThanOrEqual(area.x + area.width);
          expect(frame.y + frame.height).toBeLessThanOrEqual(area.y + area.height);
          // With the column that parts neighbours.
          const others = cells.slice(index + 1);
          expect(others.filter((other) => overlap({...frame, width: frame.width + 1}, other.frame))).toEqual([]);
        }
      }),
    );
  });

  test('show the selected one, each once', () => {
    fc.assert(
      fc.property(areas, fc.integer({min: 1, max: 60}), layouts, fc.nat(), (area, count, layout, at) => {
        fc.pre(area.height > 1);
        const selected = `s${at % count}`;
        const {cells, page, pages} = arrange(area, count, layout, selected);
        const shown = cells.map(({id}) => id);
        expect(shown).toContain(selected);
        expect(new Set(shown).size).toBe(shown.length);
        expect(page).toBeLessThan(pages);
      }),
    );
  });

  test('are all reached by going through the pages', () => {
    fc.assert(
      fc.property(areas, fc.integer({min: 1, max: 40}), layouts, (area, count, layout) => {
        fc.pre(area.height > 1);
        const reached = new Set(names(count).flatMap((selected) => arrange(area, count, layout, selected).cells.map(({id}) => id)));
        expect(reached.size).toBe(count);
      }),
    );
  });
});

test('the grid is the one in which the smallest pane is the most useful', () => {
  const area = {x: 0, y: 0, width: 180, height: 58};
  const shape = (count: number): number[] => {
    const rows = new Map<number, number>();
    for (const {frame} of arrange(area, count).cells) rows.set(frame.y, (rows.get(frame.y) ?? 0) + 1);
    return [...rows.values()];
  };
  expect([1, 2, 4, 6, 9, 12, 16].map(shape)).toEqual([[1], [2], [2, 2], [2, 2, 2], [3, 3, 3], [4, 4, 4], [4, 4, 4, 4]]);
  expect(shape(5)).toEqual([2, 2, 1]);
});

test('panes keep their places while the selection moves on one page', () => {
  const area = {x: 0, y: 0, width: 180, height: 58};
  expect(arrange(area, 9, 'tiled', 's8').cells).toEqual(arrange(area, 9, 'tiled', 's0').cells);
});

test('a narrow screen shows panes of full width, a page at a time', () => {
  const {cells, pages} = arrange({x: 0, y: 1, width: 80, height: 22}, 5);
  expect(cells.map(({frame}) => [frame.width, frame.height])).toEqual([
    [80, 11],
    [80, 11],
  ]);
  expect(pages).toBe(3);
});

test('the main pane is the largest and stays', () => {
  const area = {x: 0, y: 0, width: 180, height: 58};
  for (const selected of ['s0', 's3']) {
    const {cells} = arrangePanes({area, ids: names(6), layout: 'main', selected, main: 's2'});
    expect(cells[0]).toEqual({id: 's2', frame: {x: 0, y: 0, width: 108, height: 58}});
  }
});
