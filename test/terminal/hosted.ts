import {mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {PaneGrid} from '../../src/client/pane-grid.ts';
import {TerminalClient} from '../../src/client/terminals.ts';
import {CELL_WORDS, CODEPOINT_MASK, IS_COMBINED, widthOf} from '../../src/protocol/cells.ts';
import type {PaneView, SpawnRequest, TerminalInfo, TerminalNotification} from '../../src/protocol/terminal.ts';
import {HostServer} from '../../src/terminal/host-server.ts';

export const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/agents/${name}`, import.meta.url));

/** A terminal host with real ptys, and a client that watches it. */
export class TestHost implements AsyncDisposable {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-host-')));
  readonly log: string[] = [];
  readonly server = new HostServer({
    project: this.folder,
    output: join(this.folder, 'output'),
    log: (line) => this.log.push(line),
  });
  readonly notifications: TerminalNotification[] = [];
  readonly grids = new Map<string, PaneGrid>();
  readonly #listeners = new Set<() => void>();
  client!: TerminalClient;

  static async start(): Promise<TestHost> {
    const host = new TestHost();
    await host.server.listen(host.socket);
    host.client = await host.connect();
    host.client.onNotification((notification) => {
      host.notifications.push(notification);
      for (const listener of host.#listeners) listener();
    });
    host.client.onUpdate((update) => {
      const grid = host.grids.get(update.terminal) ?? new PaneGrid();
      grid.apply(update);
      host.grids.set(update.terminal, grid);
      for (const listener of host.#listeners) listener();
    });
    await host.client.request('follow', {});
    return host;
  }

  get socket(): string {
    return join(this.folder, 'terminals.sock');
  }

  async connect(): Promise<TerminalClient> {
    const client = await TerminalClient.connect(this.socket);
    if (!client) throw new Error('the host does not listen');
    return client;
  }

  spawn(terminal: string, script: string, more: Partial<SpawnRequest> = {}): Promise<TerminalInfo> {
    const env = {
      PATH: process.env['PATH'] ?? '',
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      HARMONY_SESSION: terminal,
      HARMONY_PROJECT: this.folder,
    };
    return this.client.request('spawn', {
      terminal,
      incarnation: 1,
      file: '/bin/sh',
      args: ['-c', script],
      env,
      cwd: this.folder,
      cols: 80,
      rows: 24,
      ...more,
    });
  }

  async watch(...terminals: string[]): Promise<void> {
    const panes = terminals.map((terminal, index): PaneView => ({terminal, cols: 80, rows: 24, scrolled: 0, focused: index === 0}));
    await this.client.request('watch', {panes});
  }

  type(terminal: string, text: string): void {
    this.client.input(terminal, Buffer.from(text));
  }

  async text(terminal: string, history = 0): Promise<string> {
    return (await this.client.request('snapshot', {terminal, format: 'text', history})).content;
  }

  /** Returns when the condition holds, looked at after every message of the host. */
  async until(holds: () => boolean, what: string, limit = 15_000): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        reject(new Error(`gave up waiting until ${what}`));
      }, limit);
      const look = (): void => {
        if (!holds()) return;
        clearTimeout(timer);
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
    });
  }

  async shows(terminal: string, text: string): Promise<void> {
    await this.until(() => gridText(this.grids.get(terminal)).includes(text), `${terminal} shows ${text}`);
  }

  async exits(terminal: string): Promise<TerminalInfo> {
    const find = (): TerminalInfo | undefined => {
      const found = this.notifications.findLast(
        (notification) => notification.type === 'exited' && notification.info.terminal === terminal,
      );
      return found?.type === 'exited' ? found.info : undefined;
    };
    await this.until(() => find() !== undefined, `${terminal} exits`);
    return find() as TerminalInfo;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    this.client[Symbol.dispose]();
    rmSync(this.folder, {recursive: true, force: true});
  }
}

export function gridText(grid: PaneGrid | undefined): string {
  if (!grid) return '';
  const lines: string[] = [];
  for (let row = 0; row < grid.rows; row++) {
    let line = '';
    for (let col = 0; col < grid.cols; col++) {
      const content = grid.cells[(row * grid.cols + col) * CELL_WORDS] ?? 0;
      if (widthOf(content) === 0) continue;
      const code = content & CODEPOINT_MASK;
      line += content & IS_COMBINED ? (grid.graphemes.get(code) ?? '?') : String.fromCodePoint(code);
    }
    lines.push(line.trimEnd());
  }
  return lines.join('\n').trimEnd();
}
