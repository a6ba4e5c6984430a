import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {Terminal} from '@xterm/headless';
import {type IPty, spawn} from 'node-pty';
import type {FakeGateway} from './fake-gateway.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/demo-agent.js', import.meta.url));

/** A folder for one demo session, with a `harmony` on its PATH that only writes down how it was called. */
export class DemoFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'harmony-demo-test-'));

  constructor() {
    mkdirSync(join(this.path, 'bin'));
    writeFileSync(join(this.path, 'bin', 'harmony'), `#!/bin/sh\nprintf '%s\\n' "$*" >> '${this.path}/commands'\necho "$1: ok"\n`, {
      mode: 0o755,
    });
  }

  /** What was called, oldest first. */
  get commands(): string[] {
    return readFileSync(join(this.path, 'commands'), 'utf8').trimEnd().split('\n');
  }

  ring(): void {
    writeFileSync(join(this.path, 'bell'), `${Date.now()}\n`);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, {recursive: true, force: true, maxRetries: 5});
  }
}

/** The demo program in a real pty, and what is on its screen. */
export class DemoTerminal implements AsyncDisposable {
  readonly #pty: IPty;
  readonly #screen: Terminal;
  readonly #exit: Promise<number>;
  #changed: () => void = () => {};

  constructor(folder: DemoFolder, gateway: FakeGateway, session: string, {cols = 80, rows = 24} = {}) {
    const launch = {
      session,
      conversation: 'conversation',
      prompt: null,
      bell: join(folder.path, 'bell'),
      progress: join(folder.path, 'progress.json'),
    };
    writeFileSync(join(folder.path, 'demo.json'), JSON.stringify(launch));
    this.#screen = new Terminal({cols, rows, scrollback: 1000, allowProposedApi: true});
    this.#pty = spawn(process.execPath, [PROGRAM, join(folder.path, 'demo.json')], {
      cols,
      rows,
      cwd: folder.path,
      env: {
        ...process.env,
        PATH: `${join(folder.path, 'bin')}:${process.env.PATH}`,
        HARMONY_GATEWAY: gateway.url,
        HARMONY_TOKEN: 'secret',
        HARMONY_PROJECT: folder.path,
        HARMONY_DEMO_PACE: '0',
      },
    });
    this.#pty.onData((data) => this.#screen.write(data, () => this.#changed()));
    this.#exit = new Promise((resolve) => this.#pty.onExit(({exitCode}) => resolve(exitCode)));
  }

  type(text: string): void {
    this.#pty.write(text);
  }

  resize(cols: number, rows: number): void {
    this.#screen.resize(cols, rows);
    this.#pty.resize(cols, rows);
  }

  /** Everything from the top of the scrollback. */
  get lines(): string[] {
    const {active} = this.#screen.buffer;
    return Array.from({length: active.length}, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
  }

  /** Waits until the text, with its line breaks and spaces taken as one space, is on the screen (or, with `false`, is not any more). */
  async shows(text: string, present = true): Promise<void> {
    while (this.lines.join(' ').replace(/\s+/g, ' ').includes(text) !== present) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  exited(): Promise<number> {
    return this.#exit;
  }

  async kill(): Promise<void> {
    this.#pty.kill('SIGKILL');
    await this.#exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.#screen.dispose();
  }
}
