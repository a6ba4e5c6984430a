import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type Server, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from 'node-pty';
import type {ScreenCommand} from '../../fixtures/screen/main.ts';
import {Replay} from '../compositor/replay.ts';

const program = fileURLToPath(new URL('../../fixtures/screen/main.ts', import.meta.url));

export interface ScreenEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

interface ScreenSettings {
  readonly cols?: number;
  readonly rows?: number;
  readonly env?: Record<string, string>;
  /** Script of a shell with job control, that runs the screen as `"$@"`. */
  readonly shell?: string;
  /** Whether the terminal speaks the kitty keyboard protocol, or says nothing at all when it is asked. */
  readonly terminal?: 'plain' | 'kitty' | 'mute';
}

/** A real screen in a real terminal, and a person in front of it. */
export class ScreenDriver implements AsyncDisposable {
  readonly pty: IPty;
  readonly events: ScreenEvent[] = [];
  /** Everything that was written to the terminal. */
  output = '';
  exit: {exitCode: number; signal?: number} | null = null;
  terminal: Replay;
  readonly #folder: string;
  readonly #server: Server;
  readonly #waiting = new Set<() => void>();
  #socket: Socket | null = null;
  #obeyed = 0;
  #commands = 0;

  constructor(folder: string, server: Server, {cols = 60, rows = 12, env = {}, shell, terminal = 'plain'}: ScreenSettings) {
    this.#folder = folder;
    this.#server = server;
    this.terminal = new Replay(cols, rows);
    if (terminal !== 'mute') this.#answerQueries(terminal === 'kitty');
    server.on('connection', (socket) => this.#listenTo(socket));
    const command = shell === undefined ? [process.execPath, program] : ['bash', '-m', '-c', shell, 'bash', process.execPath, program];
    const [file = '', ...args] = command;
    this.pty = spawn(file, args, {
      cols,
      rows,
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? '',
        TERM: 'xterm-256color',
        NODE_ENV: 'production',
        SCREEN_SOCKET: join(folder, 'socket'),
        FORCE_COLOR: '3',
        ...env,
      },
    });
    this.pty.onData((data) => {
      this.output += data;
      this.terminal.feed(data);
      this.#wake();
    });
    this.pty.onExit((exit) => {
      this.exit = exit;
      this.#wake();
    });
  }

  type(text: string | Buffer): void {
    this.pty.write(text);
  }

  /** Resolves when the screen has done it. */
  async command(command: ScreenCommand): Promise<void> {
    this.#commands++;
    const number = this.#commands;
    this.#socket?.write(`${JSON.stringify(command)}\n`);
    await this.until(`the screen obeys ${command.type}`, () => this.#obeyed >= number);
  }

  /** The first event that fits, waited for. Events that were asked for are taken away with all before them. */
  async event(type: string): Promise<ScreenEvent> {
    await this.until(`event ${type}`, () => this.events.some((event) => event.type === type));
    const index = this.events.findIndex((event) => event.type === type);
    const [found] = this.events.splice(0, index + 1).slice(-1);
    if (!found) throw new Error('the event went away');
    return found;
  }

  async shows(text: string): Promise<void> {
    await this.until(`the screen shows ${JSON.stringify(text)}`, () => this.terminal.text().includes(text));
  }

  async ended(): Promise<{exitCode: number; signal?: number}> {
    await this.until('the end', () => this.exit !== null);
    return this.exit ?? {exitCode: -1};
  }

  /** Resolves as soon as `isTrue` says so; it is asked again whenever something happens. */
  async until(what: string, isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      if (this.exit)
        throw new Error(`The screen ended (${JSON.stringify(this.exit)}) before ${what}. It wrote:\n${this.output.slice(-3000)}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Closes the window: nobody reads or writes any more. */
  hangUp(): void {
    (this.pty as IPty & {destroy(): void}).destroy();
  }

  resize(cols: number, rows: number): void {
    this.terminal.terminal.resize(cols, rows);
    this.pty.resize(cols, rows);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.exit) {
      process.kill(this.pty.pid, 'SIGKILL');
      await this.ended();
    }
    this.#socket?.destroy();
    this.#server.close();
    rmSync(this.#folder, {recursive: true, force: true});
  }

  #listenTo(socket: Socket): void {
    this.#socket = socket;
    socket.on('error', () => this.#wake());
    createInterface({input: socket}).on('line', (line) => {
      const event = JSON.parse(line) as ScreenEvent;
      if (event.type === 'obeyed') this.#obeyed++;
      else this.events.push(event);
      this.#wake();
    });
    this.#wake();
  }

  /** A terminal answers what it is asked, in the order in which it was. */
  #answerQueries(speaksKitty: boolean): void {
    this.terminal.terminal.onData((answer) => {
      if (answer !== '') this.pty.write(answer);
    });
    if (!speaksKitty) return;
    this.terminal.terminal.parser.registerCsiHandler({prefix: '?', final: 'u'}, () => {
      this.pty.write('\x1b[?0u');
      return true;
    });
  }

  get isConnected(): boolean {
    return this.#socket !== null;
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  }
}

export async function startScreen(settings: ScreenSettings = {}): Promise<ScreenDriver> {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-screen-'));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
  const screen = new ScreenDriver(folder, server, settings);
  try {
    await screen.until('the connection', () => screen.isConnected);
    await screen.shows('chrome');
    return screen;
  } catch (error) {
    await screen[Symbol.asyncDispose]();
    throw error;
  }
}
