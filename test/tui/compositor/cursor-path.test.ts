import fc from 'fast-check';
import {expect, test} from 'vitest';
import {cursorPath} from '../../../src/tui/compositor/cursor-path.ts';
import {Replay} from './replay.ts';

const COLS = 120;
const ROWS = 40;
const place = fc.record({x: fc.nat(COLS - 1), y: fc.nat(ROWS - 1)});

test('leads from any cell to any other, never by more bytes than naming it', () => {
  const replay = new Replay(COLS, ROWS);
  fc.assert(
    fc.property(place, place, fc.boolean(), (from, to, isColumnKnown) => {
      const path = cursorPath({x: isColumnKnown ? from.x : -1, y: from.y}, to);
      replay.feed(`\x1b[${from.y + 1};${from.x + 1}H${path}`);
      const {cursorX, cursorY} = replay.terminal.buffer.active;
      expect({x: cursorX, y: cursorY}).toEqual(to);
      expect(path.length).toBeLessThanOrEqual(`\x1b[${to.y + 1};${to.x + 1}H`.length);
    }),
    {numRuns: 1000},
  );
});

test('short ways are short', () => {
  expect(cursorPath({x: 3, y: 3}, {x: 3, y: 3})).toBe('');
  expect(cursorPath({x: 9, y: 3}, {x: 0, y: 4})).toBe('\r\n');
  expect(cursorPath({x: 9, y: 3}, {x: 0, y: 3})).toBe('\r');
  expect(cursorPath({x: 9, y: 3}, {x: 8, y: 3})).toBe('\b');
  expect(cursorPath({x: 9, y: 3}, {x: 11, y: 3})).toBe('\x1b[2C');
  expect(cursorPath({x: -1, y: -1}, {x: 0, y: 0})).toBe('\x1b[H');
});
