import type {PaneUpdate, PaneView, TerminalInfo, TerminalNotification, TerminalRequests} from '../../../../src/protocol/terminal.ts';
import type {TerminalPort} from '../../../../src/tui/app/effects/ports.ts';

/** A terminal host in memory with these terminals. */
export class FakeTerminals implements TerminalPort {
  readonly watched: (readonly PaneView[])[] = [];
  readonly typed: (readonly [string, string])[] = [];
  disposed = false;
  readonly #names: readonly string[];
  readonly #updates = new Set<(update: PaneUpdate) => void>();
  readonly #notifications = new Set<(notification: TerminalNotification) => void>();
  readonly #closes = new Set<() => void>();

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  request<M extends keyof TerminalRequests>(method: M, params: TerminalRequests[M]['params']): Promise<TerminalRequests[M]['result']> {
    if (method === 'watch') this.watched.push((params as {panes: readonly PaneView[]}).panes);
    const result = method === 'follow' ? {terminals: this.#names.map(terminalInfo)} : null;
    return Promise.resolve(result as TerminalRequests[M]['result']);
  }

  input(terminal: string, bytes: Uint8Array): void {
    this.typed.push([terminal, Buffer.from(bytes).toString()]);
  }

  onUpdate(listener: (update: PaneUpdate) => void): Disposable {
    this.#updates.add(listener);
    return {[Symbol.dispose]: () => this.#updates.delete(listener)};
  }

  onNotification(listener: (notification: TerminalNotification) => void): Disposable {
    this.#notifications.add(listener);
    return {[Symbol.dispose]: () => this.#notifications.delete(listener)};
  }

  onClose(listener: () => void): Disposable {
    this.#closes.add(listener);
    return {[Symbol.dispose]: () => this.#closes.delete(listener)};
  }

  [Symbol.dispose](): void {
    this.disposed = true;
  }

  update(terminal: string, more: Partial<PaneUpdate> = {}): void {
    const update: PaneUpdate = {
      terminal,
      cols: 80,
      rows: 20,
      full: true,
      runs: [],
      graphemes: [],
      extended: [],
      cursor: {x: 0, y: 0, visible: true, style: 0},
      modes: {
        applicationCursor: false,
        applicationKeypad: false,
        bracketedPaste: false,
        focusEvents: false,
        mouse: 'none',
        mouseEncoding: 'default',
        alternateScreen: false,
        kittyKeyboard: 0,
      },
      title: '',
      scrollback: 0,
      scrolled: 0,
      exited: false,
      ...more,
    };
    for (const listener of this.#updates) listener(update);
  }

  notify(notification: TerminalNotification): void {
    for (const listener of this.#notifications) listener(notification);
  }

  close(): void {
    for (const listener of [...this.#closes]) listener();
  }
}

export const terminalInfo = (terminal: string): TerminalInfo => ({
  terminal,
  incarnation: 1,
  pid: 1,
  startTime: '1',
  cols: 80,
  rows: 20,
  title: '',
  exit: null,
  bytes: 0,
});
