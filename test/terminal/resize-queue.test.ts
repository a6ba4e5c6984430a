import {setImmediate as nextTurn} from 'node:timers/promises';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {ResizeQueue} from '../../src/terminal/resize-queue.ts';

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});
afterEach(() => {
  vi.useRealTimers();
});

const recorded = (sizes: string[], name: string) => ({resize: (cols: number, rows: number) => void sizes.push(`${name} ${cols}x${rows}`)});

test('of many sizes the last one is taken, and one terminal is resized in a turn', async () => {
  using queue = new ResizeQueue();
  const sizes: string[] = [];
  const [ada, bob] = [recorded(sizes, 'ada'), recorded(sizes, 'bob')];
  for (let width = 40; width <= 80; width++) {
    queue.add(ada, {cols: width, rows: 24});
    queue.add(bob, {cols: width, rows: 30});
  }
  expect(sizes).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(sizes).toEqual(['ada 80x24']);
  await nextTurn();
  expect(sizes).toEqual(['ada 80x24', 'bob 80x30']);
});

test('a terminal that is gone is not resized', async () => {
  using queue = new ResizeQueue();
  const sizes: string[] = [];
  const ada = recorded(sizes, 'ada');
  queue.add(ada, {cols: 80, rows: 24});
  queue.forget(ada);
  vi.advanceTimersByTime(50);
  await nextTurn();
  expect(sizes).toEqual([]);
});
