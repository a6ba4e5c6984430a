import {performance} from 'node:perf_hooks';
import process from 'node:process';
import type {ControlClient} from '../client/control.ts';
import type {TerminalClient} from '../client/terminals.ts';
import {openScreen} from './app/open-screen.ts';
import {themeOf} from './app/text/theme.ts';
import {createSurface} from './create-surface.ts';

export interface RunScreenOptions {
  readonly project: string;
  /** The screen takes the two connections over and closes them at its end. */
  readonly control: ControlClient;
  readonly terminals: TerminalClient;
  /** Way out of typing mode, as in the configuration: `ctrl+q`. */
  readonly leaveTyping: string;
  /** Asked again and again while one of the two is away; `null`: nobody is there. */
  readonly reconnect: {
    control(): Promise<ControlClient | null>;
    terminals(): Promise<TerminalClient | null>;
  };
  /** Says so in the top row, and leaves the last words to the caller. */
  readonly demo?: boolean;
}

/** The screen on this process' terminal. Resolves with `left` when the person left it (the team goes on), with `down` when the team ended. */
export async function runScreen({demo = false, ...options}: RunScreenOptions): Promise<'left' | 'down'> {
  const {stdin, stdout} = process;
  const outcome = await openScreen({
    ...options,
    demo,
    theme: themeOf(process.env),
    now: () => performance.now(),
    openSurface: (handlers) => createSurface({stdin, stdout, ...handlers}),
  });
  if (!demo) stdout.write(outcome === 'left' ? 'The team goes on. Come back with: harmony attach\n' : 'The team has ended.\n');
  return outcome;
}
