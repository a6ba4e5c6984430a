import {expect, test} from 'vitest';
import {type ScreenDriver, startScreen} from './screen-driver.ts';

/** Everything that the screen switched on is off again. */
function expectRestored({terminal: {terminal}, output}: ScreenDriver): void {
  expect(terminal.buffer.active.type).toBe('normal');
  expect(terminal.modes).toMatchObject({
    bracketedPasteMode: false,
    mouseTrackingMode: 'none',
    sendFocusMode: false,
    synchronizedOutputMode: false,
    wraparoundMode: true,
  });
  expect(output.lastIndexOf('\x1b[?25h')).toBeGreaterThan(output.lastIndexOf('\x1b[?25l'));
}

test('switches on what it needs', async () => {
  await using screen = await startScreen();
  const {terminal} = screen.terminal;
  expect(terminal.buffer.active.type).toBe('alternate');
  expect(terminal.modes).toMatchObject({bracketedPasteMode: true, mouseTrackingMode: 'drag', sendFocusMode: true, wraparoundMode: false});
});

test('gives the terminal back when it is disposed of', async () => {
  await using screen = await startScreen();
  screen.type('Q');
  expect(await screen.ended()).toMatchObject({exitCode: 0});
  expectRestored(screen);
});

test.each([
  ['SIGTERM', 15],
  ['SIGHUP', 1],
  ['SIGINT', 2],
] as const)('gives the terminal back at %s, and ends of it', async (signal, number) => {
  await using screen = await startScreen();
  process.kill(screen.pty.pid, signal);
  expect(await screen.ended()).toMatchObject({signal: number});
  expectRestored(screen);
});

test('gives the terminal back before an error is printed', async () => {
  await using screen = await startScreen();
  await Promise.race([screen.command({type: 'throw'}).catch(() => undefined), screen.ended()]);
  expect(await screen.ended()).toMatchObject({exitCode: 1});
  expectRestored(screen);
  expect(screen.terminal.text()).toContain('this was asked for');
});

test('Ctrl+Z gives the terminal to the shell, and coming back draws everything again', async () => {
  await using screen = await startScreen({shell: '"$@"; echo the shell is here; read -r; fg > /dev/null'});
  screen.type('\x1a');
  await screen.shows('the shell is here');
  expectRestored(screen);
  screen.type('\n');
  await screen.shows('chrome 60x12');
  expect(screen.terminal.terminal.buffer.active.type).toBe('alternate');
  screen.type('x');
  await screen.shows('chrome 60x12 x');
});

test('Ctrl+Z where nobody could wake it again does no harm', async () => {
  await using screen = await startScreen();
  screen.type('\x1a');
  await screen.until('it left and came back', () => screen.output.split('\x1b[?1049h').length > 2);
  screen.type('x');
  await screen.shows('chrome 60x12 x');
});

test('after being stopped from outside it draws everything again', async () => {
  await using screen = await startScreen();
  process.kill(screen.pty.pid, 'SIGSTOP');
  screen.terminal.feed('\x1bc some other program was here');
  process.kill(screen.pty.pid, 'SIGCONT');
  await screen.shows('chrome 60x12');
  expect(screen.terminal.text()).not.toContain('some other program');
});

test('ends when its terminal is closed', async () => {
  await using screen = await startScreen();
  screen.hangUp();
  // The last words find nobody, and nothing else goes wrong.
  expect(await screen.ended()).toMatchObject({signal: 1});
});
