import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {ParseBudget, type ParsedTerminal} from '../../src/terminal/parse-budget.ts';

const WINDOW = 16;
const CHUNK = new Uint8Array(4096);

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
});
afterEach(() => {
  vi.useRealTimers();
});

/** A program that writes as fast as it is read; parsing takes 0.25 ms a chunk. */
class Flood implements ParsedTerminal {
  readonly focused: boolean;
  readonly #budget: ParseBudget;
  parsed = 0;
  reading = true;
  longestPause = 0;
  #pausedAt = 0;

  constructor(budget: ParseBudget, focused = false) {
    this.#budget = budget;
    this.focused = focused;
  }

  bring(chunk = CHUNK): boolean {
    if (this.reading) this.#budget.take(this, chunk);
    return this.reading;
  }

  parse(chunk: Uint8Array): void {
    this.parsed += chunk.length;
    vi.advanceTimersByTime(0.25);
  }

  pause(): void {
    if (this.reading) this.#pausedAt = performance.now();
    this.reading = false;
  }

  resume(): void {
    this.reading = true;
    this.longestPause = Math.max(this.longestPause, performance.now() - this.#pausedAt);
  }
}

/** The event loop reads one chunk of each terminal in turn, and sleeps when none may be read. */
function run(floods: readonly Flood[], milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    const busy = floods.map((flood) => flood.bring());
    if (!busy.includes(true)) vi.advanceTimersByTime(1);
  }
}

test('floods get equal shares, and none of them waits longer than a window', () => {
  using budget = new ParseBudget();
  const floods = Array.from({length: 12}, () => new Flood(budget));
  run(floods, 2_000);
  const amounts = floods.map((flood) => flood.parsed);
  expect(Math.min(...amounts)).toBeGreaterThan(0.8 * Math.max(...amounts));
  expect(Math.max(...floods.map((flood) => flood.longestPause))).toBeLessThanOrEqual(2 * WINDOW);
});

test('parsing for terminals that nobody types into leaves most of the time free', () => {
  using budget = new ParseBudget();
  const floods = Array.from({length: 6}, () => new Flood(budget));
  run(floods, 2_000);
  const parsing = (floods.reduce((sum, flood) => sum + flood.parsed, 0) / CHUNK.length) * 0.25;
  expect(parsing).toBeLessThan(1_000);
});

test('the focused terminal gets several times as much as the others', () => {
  using budget = new ParseBudget();
  const focused = new Flood(budget, true);
  const others = Array.from({length: 3}, () => new Flood(budget));
  run([focused, ...others], 2_000);
  for (const other of others) expect(focused.parsed).toBeGreaterThan(2 * other.parsed);
});

test('a terminal that brings little is never made to wait by floods', () => {
  using budget = new ParseBudget();
  const floods = Array.from({length: 6}, () => new Flood(budget));
  const calm = new Flood(budget);
  for (let turn = 0; turn < 50; turn++) {
    calm.bring(new Uint8Array(100));
    expect(calm.reading).toBe(true);
    run(floods, 5);
  }
});

test('floods are not read between a key and its answer, but not for ever either', () => {
  using budget = new ParseBudget();
  const flood = new Flood(budget);
  const typed = new Flood(budget, true);
  run([flood], 5);
  budget.favour(typed);
  expect(flood.reading).toBe(false);
  vi.advanceTimersByTime(25);
  expect(flood.reading).toBe(false);
  typed.bring();
  vi.advanceTimersByTime(25);
  expect(flood.reading).toBe(true);
  vi.advanceTimersByTime(100);
  // This time no answer comes.
  run([flood], 5);
  budget.favour(typed);
  expect(flood.reading).toBe(false);
  vi.advanceTimersByTime(50);
  expect(flood.reading).toBe(true);
  // So that keys which nobody answers do not hold up everybody.
  flood.bring();
  budget.favour(typed);
  expect(flood.reading).toBe(true);
});

test('a terminal whose program has ended is not read again', () => {
  using budget = new ParseBudget();
  const flood = new Flood(budget);
  run([flood], 10);
  while (flood.reading) flood.bring();
  budget.forget(flood);
  vi.advanceTimersByTime(100);
  expect(flood.reading).toBe(false);
});
