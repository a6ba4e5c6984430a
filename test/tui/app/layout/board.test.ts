import fc from 'fast-check';
import {expect, test} from 'vitest';
import {arrangeBoard} from '../../../../src/tui/app/layout/board.ts';
import {boardSections} from '../../../../src/tui/app/state/state.ts';

const lengths = fc.record(Object.fromEntries(boardSections.map((name) => [name, fc.integer({min: 0, max: 60})])));

test('the parts of the board fill its area without overlap, and the one with the keys is always there', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 40, max: 260}),
      fc.integer({min: 8, max: 90}),
      lengths,
      fc.constantFrom(...boardSections),
      (width, height, wanted, focused) => {
        const area = {x: 0, y: 1, width, height};
        const rects = [...arrangeBoard(area, wanted as Record<(typeof boardSections)[number], number>, focused)];
        expect(rects.map(([name]) => name)).toContain(focused);
        for (const column of Map.groupBy(rects, ([, rect]) => rect.x).values()) {
          let y = area.y;
          for (const [, rect] of column) {
            expect(rect.y).toBe(y);
            expect(rect.height).toBeGreaterThan(0);
            y += rect.height;
          }
          expect(y).toBe(area.y + area.height);
        }
        expect(Math.max(...rects.map(([, rect]) => rect.x + rect.width))).toBe(width);
      },
    ),
  );
});

test('the part with the keys gets what the others leave', () => {
  const area = {x: 0, y: 1, width: 80, height: 22};
  const many = {attention: 9, sessions: 40, claims: 9, tasks: 9, messages: 40, activity: 40};
  expect(arrangeBoard(area, many, 'messages').get('messages')?.height).toBeGreaterThan(
    arrangeBoard(area, many, 'sessions').get('messages')?.height ?? 99,
  );
});
