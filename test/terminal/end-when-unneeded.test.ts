import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {endWhenUnneeded} from '../../src/terminal/end-when-unneeded.ts';
import {TestHost} from './test-host.ts';

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});
afterEach(() => {
  vi.useRealTimers();
});

test('a host that nobody came to ends', () => {
  const end = vi.fn();
  const server = {needed: false, onLess: () => {}};
  endWhenUnneeded(server, 60_000, end);
  vi.advanceTimersByTime(59_000);
  expect(end).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(end).toHaveBeenCalledOnce();
});

test('a host that is needed stays, and its time begins anew when it is needed less', () => {
  const end = vi.fn();
  const server = {needed: true, onLess: () => {}};
  endWhenUnneeded(server, 60_000, end);
  vi.advanceTimersByTime(600_000);
  server.onLess();
  server.needed = false;
  vi.advanceTimersByTime(59_000);
  server.onLess();
  vi.advanceTimersByTime(59_000);
  expect(end).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(end).toHaveBeenCalledOnce();
});

test('a host is needed by running programs and by clients, and by nothing else', async () => {
  vi.useRealTimers();
  await using host = await TestHost.start();
  expect(host.server.needed).toBe(false);
  const client = await host.connect();
  await client.spawn('ada', 'exec cat');
  const less = (): Promise<void> =>
    new Promise((resolve) => {
      host.server.onLess = resolve;
    });
  const left = less();
  client[Symbol.dispose]();
  await left;
  expect(host.server.needed).toBe(true);
  const ended = less();
  await host.server.host.signal({terminal: 'ada', signal: 'SIGKILL'});
  await ended;
  expect(host.server.needed).toBe(false);
});
