import type {Board} from '../../../../src/core/index.ts';
import type {ControlPort, TerminalPort} from '../../../../src/tui/app/effects/ports.ts';
import type {Size} from '../../../../src/tui/app/layout/regions.ts';
import {openScreen} from '../../../../src/tui/app/open-screen.ts';
import {plainTheme} from '../../../../src/tui/app/text/theme.ts';
import {FakeControl} from './fake-control.ts';
import {FakeSurface, rounds} from './fake-surface.ts';
import {FakeTerminals} from './fake-terminals.ts';
import {middle} from './states.ts';

export interface OpenedScreen extends AsyncDisposable {
  readonly surface: FakeSurface;
  readonly control: FakeControl;
  readonly terminals: FakeTerminals;
  readonly over: Promise<'left' | 'down'>;
  /** Whom the next tries to reconnect find; nobody while it is `null`. */
  readonly next: {control: ControlPort | null; terminals: TerminalPort | null};
  /** How often it was tried. */
  readonly tries: {control: number; terminals: number};
}

/** The whole application on a board, with everything around it in memory. */
export async function openOn(board: Board, size: Size = middle, now = (): number => performance.now()): Promise<OpenedScreen> {
  const control = new FakeControl(board);
  const terminals = new FakeTerminals(board.sessions.filter(({alive, origin}) => alive && origin === 'config').map(({id}) => id));
  const next: OpenedScreen['next'] = {control: null, terminals: null};
  const tries = {control: 0, terminals: 0};
  const {promise: opened, resolve: open} = Promise.withResolvers<FakeSurface>();
  const over = openScreen({
    project: '/home/me/todo-api',
    demo: false,
    leaveTyping: 'ctrl+q',
    control,
    terminals,
    reconnect: {
      control: async () => {
        tries.control += 1;
        return next.control;
      },
      terminals: async () => {
        tries.terminals += 1;
        return next.terminals;
      },
    },
    theme: plainTheme,
    now,
    openSurface: (handlers) => {
      const surface = new FakeSurface(handlers, size);
      open(surface);
      return surface;
    },
  });
  const surface = await opened;
  await rounds();
  await shows(surface, board.team);
  return {
    surface,
    control,
    terminals,
    over,
    next,
    tries,
    [Symbol.asyncDispose]: async () => {
      if (surface.disposed === 0) {
        await surface.press('escape', 'escape', 'q');
        surface.handlers.onLeaveTyping();
        await surface.press('q');
      }
      await over;
    },
  };
}

/** Less than a test may take. Milliseconds. */
const PATIENCE = 20_000;

/** Waits until the last frame has a text, and gives the frame. */
export async function shows(surface: FakeSurface, wanted: string | RegExp): Promise<string> {
  const until = performance.now() + PATIENCE;
  while (!(typeof wanted === 'string' ? surface.text.includes(wanted) : wanted.test(surface.text))) {
    if (performance.now() > until) throw new Error(`The screen does not show ${wanted}. It shows:\n${surface.text}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return surface.text;
}
