import {chmodSync, rmSync} from 'node:fs';
import {createServer, type Server, type Socket} from 'node:net';
import process from 'node:process';
import {withSocketPath} from '../platform/socket-path.ts';
import type {PaneView, TerminalNotification, TerminalRequests} from '../protocol/terminal.ts';
import {encodeJson, encodeUpdate, KIND_INPUT, KIND_JSON, readFrames, type WireMessage} from '../protocol/terminal-wire.ts';
import {version} from '../version.ts';
import {ClientViews} from './client-views.ts';
import {TerminalHost} from './host.ts';

interface Connection {
  readonly socket: Socket;
  readonly views: ClientViews;
  follows: boolean;
}

interface Request {
  readonly id: number;
  readonly method: keyof TerminalRequests;
  readonly params: never;
}

type Handlers = {
  [M in keyof TerminalRequests]: (connection: Connection, params: TerminalRequests[M]['params']) => Promise<TerminalRequests[M]['result']>;
};

/** Serves the terminals over the host's socket. A client that goes away or sends rubbish takes nothing with it. */
export class HostServer implements Disposable {
  readonly #server: Server;
  readonly host: TerminalHost;
  readonly #connections = new Set<Connection>();
  readonly #log: (line: string) => void;
  /** Called when somebody asked the host to end, and when nobody needs it any more. */
  onEnd: () => void = () => {};
  onUnneeded: () => void = () => {};

  constructor(project: string, log: (line: string) => void) {
    this.#log = log;
    this.host = new TerminalHost(project, {
      onNotification: (notification) => this.#notify(notification),
      onChanged: (terminal, urgent) => {
        for (const {views} of this.#connections) views.changed(terminal, urgent);
      },
    });
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** The caller holds the process lock: whatever lies at the path is a dead host's. */
  async listen(path: string): Promise<void> {
    rmSync(path, {force: true});
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      withSocketPath(path, (short) => this.#server.listen(short, resolve));
    });
    chmodSync(path, 0o600);
  }

  get needed(): boolean {
    return this.#connections.size > 0 || this.host.running > 0;
  }

  [Symbol.dispose](): void {
    this.host[Symbol.dispose]();
    this.#server.close();
    for (const {socket} of this.#connections) socket.destroy();
  }

  #accept(socket: Socket): void {
    const views = new ClientViews(
      (id) => this.host.find(id),
      (update) => socket.write(encodeUpdate(update)),
    );
    const connection: Connection = {socket, views, follows: false};
    this.#connections.add(connection);
    readFrames(socket, (message) => this.#receive(connection, message));
    socket.on('error', (error) => this.#log(`connection: ${error.message}`));
    socket.on('close', () => {
      views[Symbol.dispose]();
      this.#connections.delete(connection);
      if (!this.needed) this.onUnneeded();
    });
  }

  #receive(connection: Connection, message: WireMessage): void {
    if (message.kind === KIND_INPUT) {
      // Keys for a program that has just ended have nowhere to go.
      this.host.write(message.terminal, message.bytes).catch((error) => this.#log(`input: ${error.message}`));
      return;
    }
    if (message.kind !== KIND_JSON) return;
    const value = message.value as Request | {readonly ack: true};
    if ('ack' in value) {
      connection.views.acknowledged();
      return;
    }
    const answer = (content: object): void => {
      if (connection.socket.writable) connection.socket.write(encodeJson({id: value.id, ...content}));
    };
    this.#answer(connection, value).then(
      (result) => answer({result}),
      (error) => answer({error: error instanceof Error ? error.message : String(error)}),
    );
  }

  async #answer(connection: Connection, {method, params}: Request): Promise<unknown> {
    const handler = Object.hasOwn(this.#handlers, method) ? this.#handlers[method] : undefined;
    if (!handler) throw new Error(`There is no request "${method}".`);
    return handler(connection, params);
  }

  readonly #handlers: Handlers = {
    spawn: async (_connection, request) => this.host.spawn(request),
    list: async () => ({terminals: this.host.list(), pid: process.pid, version}),
    signal: async (_connection, params) => {
      this.host.signal(params);
      return null;
    },
    resize: async (_connection, params) => {
      this.host.resize(params);
      return null;
    },
    snapshot: async (_connection, {terminal, format, history = 0}) => ({content: this.host.snapshot(terminal, format, history)}),
    write: async (_connection, {terminal, text}) => {
      await this.host.write(terminal, Buffer.from(text));
      return null;
    },
    remove: async (_connection, {terminal}) => {
      this.host.remove(terminal);
      return null;
    },
    watch: async (connection, {panes}) => {
      connection.views.watch(panes.filter(isPossible));
      return null;
    },
    follow: async (connection) => {
      connection.follows = true;
      return {terminals: this.host.list()};
    },
    shutdown: async (_connection, {force}) => {
      if (this.host.running > 0 && !force) throw new Error(`${this.host.running} terminals still run.`);
      // After the answer has left.
      setImmediate(() => this.onEnd());
      return null;
    },
  };

  #notify(notification: TerminalNotification): void {
    if (notification.type === 'spawned') for (const {views} of this.#connections) views.appeared(notification.info.terminal);
    for (const {socket, follows} of this.#connections) if (follows && socket.writable) socket.write(encodeJson({notification}));
    if (notification.type === 'exited' && !this.needed) this.onUnneeded();
  }
}

/** A screen in the middle of a resize may ask for no cells at all. */
const isPossible = ({cols, rows}: PaneView): boolean => cols >= 2 && rows >= 2 && cols <= 1_000 && rows <= 1_000;
