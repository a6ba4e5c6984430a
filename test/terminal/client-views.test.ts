import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {PaneGrid} from '../../src/client/pane-grid.ts';
import type {PaneUpdate} from '../../src/protocol/terminal.ts';
import {ClientViews, type WatchedTerminal} from '../../src/terminal/client-views.ts';
import {Emulator} from '../../src/terminal/emulator.ts';
import {gridText} from './test-client.ts';

const nothing = (): void => {};

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
});
afterEach(() => {
  vi.useRealTimers();
});

class Shown implements WatchedTerminal {
  readonly id: string;
  readonly emulator = new Emulator(20, 4, {onReply: nothing, onTitle: nothing, onBell: nothing, onNotice: nothing, onFailure: nothing});
  readonly title = '';
  readonly running = true;
  readonly sizes: string[] = [];
  focusedViews = 0;

  constructor(id: string) {
    this.id = id;
  }

  resizeSoon(cols: number, rows: number): void {
    this.sizes.push(`${cols}x${rows}`);
  }
}

/** A client that acknowledges only when it is told to. */
class Client {
  readonly terminals = new Map<string, Shown>();
  readonly updates: PaneUpdate[] = [];
  readonly grid = new PaneGrid();
  readonly views = new ClientViews(
    (id) => this.terminals.get(id),
    (update) => {
      this.updates.push(update);
      this.grid.apply(update);
    },
  );

  add(id: string): Shown {
    const terminal = new Shown(id);
    this.terminals.set(id, terminal);
    this.views.appeared(terminal);
    return terminal;
  }

  watch(...ids: readonly string[]): void {
    this.views.watch(ids.map((terminal, index) => ({terminal, cols: 20, rows: 4, scrolled: 0, focused: index === 0})));
  }

  /** What the terminal's program writes. */
  write(terminal: Shown, text: string, urgent = false): void {
    terminal.emulator.feed(text);
    this.views.changed(terminal, urgent);
  }

  /** Tells, and forgets, which terminals were updated. */
  seen(): string[] {
    return this.updates.splice(0).map(({terminal}) => terminal);
  }
}

test('changes are gathered into at most sixty frames a second', () => {
  let frames = 0;
  const client = new Client();
  const ada = client.add('ada');
  client.watch('ada');
  expect(client.seen()).toEqual(['ada']);
  client.views.acknowledged();
  for (let millisecond = 0; millisecond < 1_000; millisecond++) {
    client.write(ada, `\r${millisecond}`);
    vi.advanceTimersByTime(1);
    while (client.updates.length > 0) {
      client.seen();
      client.views.acknowledged();
      frames++;
    }
  }
  expect(frames).toBeGreaterThan(50);
  expect(frames).toBeLessThanOrEqual(63);
  vi.advanceTimersByTime(20);
  expect(gridText(client.grid)).toBe('999');
});

test('a slow client skips frames instead of falling behind', () => {
  const client = new Client();
  const ada = client.add('ada');
  client.watch('ada');
  for (let line = 0; line < 100; line++) {
    client.write(ada, `\rline ${line}`);
    vi.advanceTimersByTime(20);
  }
  expect(client.seen()).toEqual(['ada', 'ada']);
  expect(gridText(client.grid)).toBe('line 0');
  client.views.acknowledged();
  vi.advanceTimersByTime(20);
  expect(client.seen()).toEqual(['ada']);
  expect(gridText(client.grid)).toBe('line 99');
  client.views.acknowledged();
  vi.advanceTimersByTime(1_000);
  expect(client.seen()).toEqual([]);
});

test('the answer to a key is sent at once, and alone', () => {
  const client = new Client();
  const ada = client.add('ada');
  const bob = client.add('bob');
  client.watch('ada', 'bob');
  client.seen();
  client.views.acknowledged();
  client.views.acknowledged();
  vi.advanceTimersByTime(5);
  client.write(bob, 'streaming');
  client.write(ada, 'k', true);
  expect(client.seen()).toEqual(['ada']);
  client.views.acknowledged();
  // More of the same answer comes with a small delay, not with the next frame.
  client.write(ada, 'ey', true);
  expect(client.seen()).toEqual([]);
  vi.advanceTimersByTime(4);
  expect(client.seen()).toEqual(['ada']);
  client.views.acknowledged();
  vi.advanceTimersByTime(20);
  expect(client.seen()).toEqual(['bob']);
});

test('a frame that a program is drawing is not shown before it is done, nor held for ever', () => {
  const client = new Client();
  const ada = client.add('ada');
  client.watch('ada');
  client.seen();
  client.views.acknowledged();
  vi.advanceTimersByTime(20);
  client.write(ada, '\u001b[?2026hfirst half', true);
  vi.advanceTimersByTime(50);
  expect(client.seen()).toEqual([]);
  client.write(ada, ', second half\u001b[?2026l', true);
  vi.advanceTimersByTime(20);
  expect(client.seen()).toEqual(['ada']);
  expect(gridText(client.grid)).toBe('first half, second h\nalf');
  client.views.acknowledged();
  client.write(ada, '\u001b[?2026h\rnever done');
  vi.advanceTimersByTime(90);
  expect(client.seen()).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(client.seen()).toEqual(['ada']);
});

test('only what is watched is sent, and what is watched sets the size', () => {
  const client = new Client();
  const ada = client.add('ada');
  const bob = client.add('bob');
  client.watch('ada');
  expect([ada.focusedViews, bob.focusedViews]).toEqual([1, 0]);
  client.seen();
  client.views.acknowledged();
  client.write(bob, 'nobody looks');
  vi.advanceTimersByTime(100);
  expect(client.seen()).toEqual([]);
  client.watch('bob');
  expect(client.seen()).toEqual(['bob']);
  expect([ada.focusedViews, bob.focusedViews]).toEqual([0, 1]);
  expect(bob.sizes).toEqual(['20x4']);
  client.views[Symbol.dispose]();
  expect([ada.focusedViews, bob.focusedViews]).toEqual([0, 0]);
  client.write(bob, 'gone');
  vi.advanceTimersByTime(100);
  expect(client.seen()).toEqual([]);
});

test('a terminal that takes the place of a removed one is shown from the start', () => {
  const client = new Client();
  client.watch('ada');
  const first = client.add('ada');
  client.write(first, 'first');
  vi.advanceTimersByTime(20);
  expect(gridText(client.grid)).toBe('first');
  client.views.acknowledged();
  const second = client.add('ada');
  client.write(first, 'of the dead');
  client.write(second, 'second');
  vi.advanceTimersByTime(20);
  expect(client.updates.at(-1)?.full).toBe(true);
  expect(gridText(client.grid)).toBe('second');
});
