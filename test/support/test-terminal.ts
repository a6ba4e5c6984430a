import process from 'node:process';
import xterm from '@xterm/headless';
import {type IPty, spawn} from 'node-pty';
import {Signal} from './signal.ts';

const COLS = 120;
const ROWS = 40;
/** What the terminal host calls settled. Milliseconds. */
const QUIET = 150;

/** A program in a terminal of its own, for tests that look at its screen. */
export class TestTerminal implements AsyncDisposable {
  readonly pid: number;
  readonly changed = new Signal();
  exit: {readonly code: number; readonly signal: number | undefined} | null = null;
  readonly #pty: IPty;
  readonly #terminal = new xterm.Terminal({cols: COLS, rows: ROWS, allowProposedApi: true});
  readonly #settled = new Set<() => void>();
  #quiet: NodeJS.Timeout | null = null;
  #disposed = false;

  constructor(file: string, args: readonly string[], options: {cwd: string; env: Readonly<Record<string, string>>}) {
    this.#pty = spawn(file, [...args], {cols: COLS, rows: ROWS, cwd: options.cwd, env: {...options.env}});
    this.pid = this.#pty.pid;
    this.#pty.onData((data) => {
      if (!this.#disposed) this.#terminal.write(data, () => this.#drawn());
    });
    // What the program asks its terminal (colours, cursor position) is answered by the emulator.
    this.#terminal.onData((answer) => this.#pty.write(answer));
    this.#pty.onExit(({exitCode, signal}) => {
      this.exit = {code: exitCode, signal};
      this.changed.notify();
    });
  }

  screen(): string {
    const {active} = this.#terminal.buffer;
    return Array.from({length: ROWS}, (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '').join('\n');
  }

  /** Waits until the screen shows it. */
  shows(pattern: RegExp): Promise<RegExpExecArray> {
    return this.changed.until(() => pattern.exec(this.screen()));
  }

  onSettled(listener: () => void): Disposable {
    this.#settled.add(listener);
    return {[Symbol.dispose]: () => this.#settled.delete(listener)};
  }

  type(text: string): void {
    this.#pty.write(text);
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  ended(): Promise<{readonly code: number; readonly signal: number | undefined}> {
    return this.changed.until(() => this.exit);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    if (this.#quiet) clearTimeout(this.#quiet);
    if (this.exit === null) {
      this.signal('SIGKILL');
      await this.ended();
    }
    this.#terminal.dispose();
  }

  #drawn(): void {
    if (this.#disposed) return;
    this.changed.notify();
    if (this.#quiet) clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      for (const listener of this.#settled) listener();
    }, QUIET);
  }
}
