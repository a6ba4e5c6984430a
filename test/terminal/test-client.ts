import {fileURLToPath} from 'node:url';
import {PaneGrid} from '../../src/client/pane-grid.ts';
import {TerminalClient} from '../../src/client/terminals.ts';
import {CELL_WORDS, CODEPOINT_MASK, IS_COMBINED, widthOf} from '../../src/protocol/cells.ts';
import type {PaneView, SpawnRequest, TerminalInfo, TerminalNotification} from '../../src/protocol/terminal.ts';

export const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/agents/${name}`, import.meta.url));

/** A client that follows a host, watches terminals, and can wait for what it sees. */
export class TestClient implements Disposable {
  readonly client: TerminalClient;
  readonly project: string;
  readonly notifications: TerminalNotification[] = [];
  readonly grids = new Map<string, PaneGrid>();
  readonly #listeners = new Set<() => void>();
  closed = false;

  private constructor(client: TerminalClient, project: string) {
    this.client = client;
    this.project = project;
    client.onNotification((notification) => {
      this.notifications.push(notification);
      this.#look();
    });
    client.onUpdate((update) => {
      const grid = this.grids.get(update.terminal) ?? new PaneGrid();
      grid.apply(update);
      this.grids.set(update.terminal, grid);
      this.#look();
    });
    client.onClose(() => {
      this.closed = true;
      this.#look();
    });
  }

  static async connect(socket: string, project: string): Promise<TestClient> {
    const client = await TerminalClient.connect(socket);
    if (!client) throw new Error('the host does not listen');
    const connected = new TestClient(client, project);
    await client.request('follow', {});
    return connected;
  }

  spawn(terminal: string, script: string, more: Partial<SpawnRequest> = {}): Promise<TerminalInfo> {
    const env = {
      PATH: process.env.PATH ?? '',
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      NODE: process.execPath,
    };
    return this.client.request('spawn', {
      terminal,
      incarnation: 1,
      file: '/bin/sh',
      args: ['-c', script],
      env,
      cwd: this.project,
      cols: 80,
      rows: 24,
      ...more,
    });
  }

  /** The first of them is in the focus. */
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

  shown(terminal: string): string {
    return gridText(this.grids.get(terminal));
  }

  /** Returns when the condition holds, looked at after every message of the host. */
  async until(holds: () => boolean, what: string, limit = 20_000): Promise<void> {
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
    await this.until(() => this.shown(terminal).includes(text), `${terminal} shows ${text}`);
  }

  async exits(terminal: string, incarnation = 1): Promise<TerminalInfo> {
    const find = (): TerminalInfo | undefined => {
      for (const notification of this.notifications) {
        if (notification.type !== 'exited') continue;
        const {info} = notification;
        if (info.terminal === terminal && info.incarnation === incarnation) return info;
      }
      return undefined;
    };
    await this.until(() => find() !== undefined, `${terminal} exits`);
    return find() as TerminalInfo;
  }

  [Symbol.dispose](): void {
    this.client[Symbol.dispose]();
  }

  #look(): void {
    for (const listener of this.#listeners) listener();
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
