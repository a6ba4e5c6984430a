import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import type {TerminalNotification} from '../../src/protocol/terminal.ts';
import {Announcements} from '../../src/terminal/announcements.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a program that rings and renames itself without end is heard now and then', () => {
  const heard: TerminalNotification[] = [];
  const announcements = new Announcements('ada', (notification) => heard.push(notification));
  for (let count = 0; count < 10_000; count++) {
    announcements.bell();
    announcements.title(`title ${count}`);
    announcements.notice(`notice ${count}`);
    if (count % 1_000 === 999) vi.advanceTimersByTime(10);
  }
  announcements.flush();
  expect(heard.length).toBeLessThanOrEqual(4 * 7);
  expect(heard.filter(({type}) => type === 'title').at(-1)).toEqual({type: 'title', terminal: 'ada', title: 'title 9999'});
});

test('a notice is one line without control characters, and not endless', () => {
  const heard: TerminalNotification[] = [];
  const announcements = new Announcements('ada', (notification) => heard.push(notification));
  announcements.notice('two\r\nlines\u001b[31m \u009b2J');
  announcements.notice('x'.repeat(10_000));
  announcements.flush();
  expect(heard[0]).toEqual({type: 'notice', terminal: 'ada', text: 'two lines [31m  2J'});
  expect(heard[1]).toEqual({type: 'notice', terminal: 'ada', text: 'x'.repeat(500)});
});
