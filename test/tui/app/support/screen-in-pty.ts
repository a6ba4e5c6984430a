import {type ChildProcess, spawn as spawnProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, realpathSync, rmSync, watch} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {UnicodeGraphemesAddon} from '@xterm/addon-unicode-graphemes';
import {type IBufferCell, Terminal} from '@xterm/headless';
import {type IPty, spawn} from 'node-pty';
import {TerminalClient} from '../../../../src/client/terminals.ts';
import type {Board} from '../../../../src/core/index.ts';
import {projectFiles} from '../../../../src/protocol/layout.ts';
import type {Size} from '../../../../src/tui/app/layout/regions.ts';
import {Signal} from '../../../support/signal.ts';
import {ControlServer} from './control-server.ts';

const program = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** Less than a test may take, so that a failing one ends its programs. Milliseconds. */
const PATIENCE = 20_000;

/** The built screen in a terminal, before a real terminal host with real programs and a supervisor that only has a board. */
export class ScreenInPty implements AsyncDisposable {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-screen-')));
  readonly control: ControlServer;
  readonly changed = new Signal();
  exitCode: number | null = null;
  #host: ChildProcess | null = null;
  #hostClient: TerminalClient | null = null;
  #pty: IPty | null = null;
  readonly #terminal: Terminal;

  private constructor(board: Board, {columns, rows}: Size) {
    const files = projectFiles(this.folder);
    mkdirSync(files.run, {recursive: true, mode: 0o700});
    this.control = new ControlServer(files.control, board);
    this.#terminal = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
    this.#terminal.loadAddon(new UnicodeGraphemesAddon());
  }

  /** `scripts`: what runs in the panes, for the shell. */
  static async open(
    board: Board,
    scripts: Readonly<Record<string, string>>,
    size: Size,
    env: Record<string, string> = {},
  ): Promise<ScreenInPty> {
    const screen = new ScreenInPty(board, size);
    try {
      await screen.control.listen();
      await screen.startHost();
      for (const [terminal, script] of Object.entries(scripts)) await screen.spawn(terminal, script);
      screen.#start(size, env);
    } catch (error) {
      await screen[Symbol.asyncDispose]();
      throw error;
    }
    return screen;
  }

  async startHost(): Promise<void> {
    const {run, terminals} = projectFiles(this.folder);
    const appeared = new Promise<void>((resolve) => {
      const watcher = watch(run, () => {
        TerminalClient.connect(terminals).then(
          (client) => {
            if (!client || this.#hostClient) return client?.[Symbol.dispose]();
            watcher.close();
            this.#hostClient = client;
            resolve();
          },
          () => {},
        );
      });
    });
    this.#host = spawnProcess(process.execPath, [program('dist/terminal-host.js'), '--project', this.folder], {stdio: 'ignore'});
    await appeared;
  }

  async killHost(): Promise<void> {
    const host = this.#host;
    this.#host = null;
    this.#hostClient = null;
    if (!host) return;
    const exited = once(host, 'exit');
    host.kill('SIGKILL');
    await exited;
  }

  async spawn(terminal: string, script: string): Promise<void> {
    const env = {
      PATH: process.env.PATH ?? '',
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      HARMONY_SESSION: terminal,
      HARMONY_PROJECT: this.folder,
    };
    const request = {terminal, incarnation: 1, file: '/bin/sh', args: ['-c', script], env, cwd: this.folder, cols: 80, rows: 24};
    await this.#hostClient?.request('spawn', request);
  }

  type(keys: string): void {
    this.#pty?.write(keys);
  }

  resize({columns, rows}: Size): void {
    this.#terminal.resize(columns, rows);
    this.#pty?.resize(columns, rows);
  }

  get rows(): string[] {
    const {active} = this.#terminal.buffer;
    return Array.from({length: this.#terminal.rows}, (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '');
  }

  get text(): string {
    return this.rows.join('\n');
  }

  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  /** The cell where this text begins. */
  cellOf(text: string): IBufferCell | undefined {
    const row = this.rows.findIndex((line) => line.includes(text));
    const column = this.rows[row]?.indexOf(text) ?? -1;
    return this.#terminal.buffer.active.getLine(this.#terminal.buffer.active.baseY + row)?.getCell(column);
  }

  /** Waits until the screen shows it; after a while it gives up and says what is shown instead. */
  async shows(wanted: string | RegExp | ((text: string) => boolean)): Promise<void> {
    const fits = (text: string): boolean => {
      if (typeof wanted === 'string') return text.includes(wanted);
      return wanted instanceof RegExp ? wanted.test(text) : wanted(text);
    };
    const {promise: tooLong, reject} = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`The screen does not show ${wanted}. It shows:\n${this.text}`)), PATIENCE);
    try {
      await Promise.race([this.changed.until(() => fits(this.text)), tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }

  left(): Promise<number> {
    return this.changed.until(() => (this.exitCode === null ? null : {code: this.exitCode})).then(({code}) => code);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#pty && this.exitCode === null) {
      this.#pty.kill('SIGKILL');
      await this.left();
    }
    await this.control.close();
    await this.#hostClient?.request('shutdown', {force: true}).catch(() => {});
    if (this.#host && this.#host.exitCode === null) await once(this.#host, 'exit');
    this.#hostClient?.[Symbol.dispose]();
    this.#terminal.dispose();
    rmSync(this.folder, {recursive: true, force: true});
  }

  #start({columns, rows}: Size, env: Record<string, string>): void {
    const pty = spawn(process.execPath, [program('bin/harmony.js'), 'attach'], {
      cols: columns,
      rows,
      cwd: this.folder,
      env: {PATH: process.env.PATH ?? '', HOME: this.folder, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8', ...env},
    });
    this.#pty = pty;
    pty.onData((data) => this.#terminal.write(data, () => this.changed.notify()));
    // What is asked of the terminal is answered, as a real one does.
    this.#terminal.onData((reply) => {
      if (this.exitCode === null) pty.write(reply);
    });
    pty.onExit(({exitCode}) => {
      this.exitCode = exitCode;
      this.changed.notify();
    });
  }
}
