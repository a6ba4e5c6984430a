import type {OuterTerminal} from './outer-terminal.ts';

/** Size of the person's terminal. */
export const SIZE = {cols: 200, rows: 60};

/** One multiplexer with its panes running, its first pane focused and ready for keys. */
export interface RunningMultiplexer extends AsyncDisposable {
  readonly terminal: OuterTerminal;
  /** All of its own processes: server, host, screen; not the programs in the panes. */
  pids(): readonly number[];
}

export interface Multiplexer {
  readonly name: string;
  /** `programs[0]` is in the focused pane. Shell command lines. */
  start(programs: readonly string[]): Promise<RunningMultiplexer>;
}
