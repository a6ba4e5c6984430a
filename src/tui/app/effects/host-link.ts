import {PaneGrid} from '../../../client/pane-grid.ts';
import {Disposables} from '../../../platform/disposables.ts';
import type {PaneUpdate, PaneView, TerminalInfo, TerminalNotification} from '../../../protocol/terminal.ts';
import type {Link, TerminalState} from '../state/state.ts';
import type {TerminalPort} from './ports.ts';
import {Reconnection} from './reconnection.ts';

export interface HostLinkOptions {
  readonly client: TerminalPort;
  reconnect(): Promise<TerminalPort | null>;
  /** All terminals that the host has. */
  onTerminals(terminals: Readonly<Record<string, TerminalState>>): void;
  onTerminal(terminal: string, change: Partial<TerminalState>): void;
  /** What the terminal shows changed. */
  onCells(terminal: string): void;
  /** A program asked for somebody to be told something. */
  onNotice(terminal: string, text: string): void;
  onLink(link: Link): void;
}

/** The connection to the terminal host: copies of what the panes show, and the keys for them. */
export class HostLink implements Disposable {
  readonly #options: HostLinkOptions;
  readonly #reconnection: Reconnection<TerminalPort>;
  readonly #grids = new Map<string, PaneGrid>();
  #client: TerminalPort | null = null;
  #listening = new Disposables();
  #watched: readonly PaneView[] = [];
  /** Requests to watch that the host has not answered: until then its updates are of the views before. */
  #asked = 0;
  #disposed = false;

  constructor(options: HostLinkOptions) {
    this.#options = options;
    this.#reconnection = new Reconnection({
      connect: options.reconnect,
      onConnected: (client) => this.#attach(client),
      onAway: (tries) => options.onLink({state: 'away', tries}),
    });
  }

  start(): void {
    this.#attach(this.#options.client);
  }

  pane(terminal: string): PaneGrid | null {
    return this.#grids.get(terminal) ?? null;
  }

  input(terminal: string, bytes: Uint8Array): void {
    this.#client?.input(terminal, bytes);
  }

  /** What is to be shown from now on. */
  watch(panes: readonly PaneView[]): void {
    if (isSameWatch(panes, this.#watched)) return;
    this.#watched = panes;
    this.#sendWatch();
  }

  /** The nearest to these many lines up that the terminal's history has. */
  scrollable(terminal: string, lines: number): number {
    return Math.max(0, Math.min(this.#grids.get(terminal)?.scrollback ?? 0, lines));
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#reconnection[Symbol.dispose]();
    this.#listening[Symbol.dispose]();
    this.#client?.[Symbol.dispose]();
    this.#client = null;
  }

  #attach(client: TerminalPort): void {
    this.#client = client;
    this.#listening = new Disposables();
    this.#listening.add(client.onUpdate((update) => this.#update(update)));
    this.#listening.add(client.onNotification((notification) => this.#notice(notification)));
    this.#listening.add(client.onClose(() => this.#lose()));
    this.#options.onLink({state: 'up'});
    // A connection that is lost meanwhile is noticed by its close.
    client.request('follow', {}).then(
      ({terminals}) => this.#options.onTerminals(Object.fromEntries(terminals.map((info) => [info.terminal, this.#stateOf(info)]))),
      () => {},
    );
    this.#asked = 0;
    if (this.#watched.length > 0) this.#sendWatch();
  }

  #lose(): void {
    if (this.#disposed) return;
    this.#listening[Symbol.dispose]();
    this.#client = null;
    this.#options.onLink({state: 'away', tries: 0});
    this.#reconnection.start();
  }

  #sendWatch(): void {
    const client = this.#client;
    if (!client) return;
    this.#asked += 1;
    const answered = (): void => {
      if (client === this.#client) this.#asked -= 1;
    };
    client.request('watch', {panes: this.#watched}).then(answered, answered);
  }

  #stateOf({terminal, title, exit}: TerminalInfo): TerminalState {
    return {title, exited: exit !== null, scrolled: this.#grids.get(terminal)?.scrolled ?? 0};
  }

  #update(update: PaneUpdate): void {
    const {terminal} = update;
    const grid = this.#grids.get(terminal) ?? new PaneGrid();
    const before = {title: grid.title, exited: grid.exited, scrolled: grid.scrolled};
    this.#grids.set(terminal, grid);
    grid.apply(update);
    this.#options.onCells(terminal);
    const {title, exited, scrolled} = grid;
    if (title !== before.title || exited !== before.exited) this.#options.onTerminal(terminal, {title, exited});
    // While lines come in, the host keeps a view that was scrolled up where it is: further up from the live screen.
    if (this.#asked === 0 && scrolled !== this.#scrolledAsAsked(terminal)) {
      this.#watched = this.#watched.map((pane) => (pane.terminal === terminal ? {...pane, scrolled} : pane));
      this.#options.onTerminal(terminal, {scrolled});
    }
  }

  #scrolledAsAsked(terminal: string): number {
    return this.#watched.find((pane) => pane.terminal === terminal)?.scrolled ?? 0;
  }

  #notice(notification: TerminalNotification): void {
    const {onTerminal, onNotice} = this.#options;
    if (notification.type === 'spawned' || notification.type === 'exited') {
      const {title, exited} = this.#stateOf(notification.info);
      onTerminal(notification.info.terminal, {title, exited});
    } else if (notification.type === 'title') onTerminal(notification.terminal, {title: notification.title});
    else if (notification.type === 'notice') onNotice(notification.terminal, notification.text);
  }
}

function isSameWatch(a: readonly PaneView[], b: readonly PaneView[]): boolean {
  return (
    a.length === b.length &&
    a.every((pane, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        pane.terminal === other.terminal &&
        pane.cols === other.cols &&
        pane.rows === other.rows &&
        pane.scrolled === other.scrolled &&
        pane.focused === other.focused
      );
    })
  );
}
