import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {FramePacer} from '../../../src/tui/compositor/frame-pacer.ts';

let frames: number[];
let pacer: FramePacer;

beforeEach(() => {
  vi.useFakeTimers({now: 0, toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance']});
  frames = [];
  pacer = new FramePacer(() => frames.push(performance.now()));
});

afterEach(() => {
  pacer[Symbol.dispose]();
  vi.useRealTimers();
});

/** Lets time pass, a change coming each millisecond. */
function changes(milliseconds: number, maybeAnswer: boolean): void {
  for (let passed = 0; passed < milliseconds; passed++) {
    pacer.request(maybeAnswer);
    vi.advanceTimersByTime(1);
  }
}

test('paints the first change at once and then sixty times a second', () => {
  changes(1000, false);
  expect(frames[0]).toBeLessThanOrEqual(1);
  expect(frames.length).toBeGreaterThanOrEqual(55);
  expect(frames.length).toBeLessThanOrEqual(61);
});

test('paints what may answer a key without waiting for the next frame', () => {
  changes(30, false);
  const before = frames.length;
  pacer.keyPressed();
  changes(4, true);
  expect(frames.length - before).toBeGreaterThanOrEqual(1);
  // Long after the key the pane is one like the others.
  vi.advanceTimersByTime(200);
  const late = frames.length;
  changes(100, true);
  expect(frames.length - late).toBeLessThanOrEqual(8);
});

test('a change that answers nothing waits also after a key', () => {
  changes(20, false);
  pacer.keyPressed();
  const before = frames.length;
  changes(10, false);
  expect(frames.length - before).toBeLessThanOrEqual(1);
});

test('an answer overtakes a frame that was to come later', () => {
  changes(18, false);
  const before = frames.length;
  pacer.request(false);
  pacer.keyPressed();
  pacer.request(true);
  vi.advanceTimersByTime(3);
  expect(frames.length).toBe(before + 1);
  vi.advanceTimersByTime(100);
  expect(frames.length).toBe(before + 1);
});

test('no timer runs when nothing changes', () => {
  changes(50, false);
  vi.advanceTimersByTime(100);
  expect(vi.getTimerCount()).toBe(0);
});
