import {Terminal} from '@xterm/headless';
import {type IPty, spawn} from 'node-pty';
import {UnicodeGraphemesAddon} from '../support/graphemes.ts';
import {harmonyProgram, type TestProject} from './project.ts';

/** A person at a terminal: types keys and reads the cells. */
export class Person implements Disposable {
  readonly #pty: IPty;
  readonly #terminal: Terminal;
  readonly #listeners = new Set<() => void>();
  exit: {exitCode: number} | null = null;

  constructor(project: TestProject, args: readonly string[], {cols = 120, rows = 40}: {cols?: number; rows?: number} = {}) {
    this.#terminal = new Terminal({cols, rows, allowProposedApi: true, scrollback: 0});
    this.#terminal.loadAddon(new UnicodeGraphemesAddon());
    this.#pty = spawn(process.execPath, [harmonyProgram, ...args], {
      cols,
      rows,
      cwd: project.folder,
      env: project.env,
      name: 'xterm-256color',
    });
    this.#pty.onData((data) => this.#terminal.write(data, () => this.#changed()));
    // What the program asks the terminal is answered, as a real one does.
    this.#terminal.onData((reply) => this.exit ?? this.#pty.write(reply));
    this.#pty.onExit((exit) => {
      this.exit = exit;
      this.#changed();
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  press(keys: string): void {
    this.#pty.write(keys);
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows);
    this.#pty.resize(cols, rows);
  }

  get alternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  lines(): string[] {
    const buffer = this.#terminal.buffer.active;
    return Array.from({length: this.#terminal.rows}, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '');
  }

  screen(): string {
    return this.lines().join('\n');
  }

  /** Returns the screen as soon as it fits. */
  async sees(wanted: string | RegExp | ((screen: string) => boolean), limit = 20_000): Promise<string> {
    const fits = (): boolean => {
      const screen = this.screen();
      if (typeof wanted === 'string') return screen.includes(wanted);
      return wanted instanceof RegExp ? wanted.test(screen) : wanted(screen);
    };
    await this.#until(fits, `the screen shows ${wanted}`, limit);
    return this.screen();
  }

  async left(limit = 20_000): Promise<number> {
    await this.#until(() => this.exit !== null, 'the program ends', limit);
    return this.exit?.exitCode ?? -1;
  }

  [Symbol.dispose](): void {
    if (!this.exit) this.#pty.kill('SIGKILL');
    this.#terminal.dispose();
  }

  async #until(fits: () => boolean, what: string, limit: number): Promise<void> {
    if (fits()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        reject(new Error(`gave up waiting until ${what}. The screen:\n${this.screen()}`));
      }, limit);
      const look = (): void => {
        if (!fits()) return;
        clearTimeout(timer);
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
    });
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
