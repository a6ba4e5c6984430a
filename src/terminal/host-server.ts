import type {Socket} from 'node:net';
import process from 'node:process';
import {PrivateSocket} from '../platform/private-socket.ts';
import type {TerminalNotification, TerminalRequests} from '../protocol/terminal.ts';
import {encodeJson, encodeUpdate, KIND_INPUT, KIND_JSON, readFrames, type WireMessage} from '../protocol/terminal-wire.ts';
import {version} from '../version.ts';
import {ClientViews} from './client-views.ts';
import {type HostOptions, TerminalHost} from './host.ts';
import {possibleViews} from './require-request.ts';

/** What a client may leave unread: frames wait for it, so this is notifications and answers, and it does not read at all. Bytes. */
const MOST_UNREAD = 64 * 1024 * 1024;

interface Connection {
  readonly socket: Socket;
  readonly views: ClientViews;
  send(bytes: Buffer): void;
  follows: boolean;
}

interface Request {
  readonly id: number;
  readonly method: keyof TerminalRequests;
  readonly params: never;
}

type Handlers = {
  [M in keyof TerminalRequests]: (
    connection: Connection,
    params: TerminalRequests[M]['params'],
  ) => TerminalRequests[M]['result'] | Promise<TerminalRequests[M]['result']>;
};

/** Serves the terminals over the host's socket. A client that goes away or sends rubbish takes nothing with it. */
export class HostServer implements AsyncDisposable {
  readonly host: TerminalHost;
  readonly #socket: PrivateSocket;
  readonly #connections = new Set<Connection>();
  readonly #log: (line: string) => void;
  /** Terminals that refused input, so that not every key of a held one is logged. */
  readonly #refusing = new Set<string>();
  /** Called when somebody asked the host to end and everything in it has ended. */
  onEnd: () => void = () => {};
  /** Called when the last client went or the last program ended; `needed` says whether anything is left. */
  onLess: () => void = () => {};

  constructor(path: string, options: HostOptions) {
    this.#log = (line) => options.log(line);
    this.host = new TerminalHost(options, {
      onNotification: (notification) => this.#notify(notification),
      onAppeared: (terminal) => {
        for (const {views} of this.#connections) views.appeared(terminal);
      },
      onChanged: (terminal, urgent) => {
        for (const {views} of this.#connections) views.changed(terminal, urgent);
      },
    });
    this.#socket = new PrivateSocket(path, (socket) => this.#accept(socket));
  }

  /** False: nobody can find it any more. */
  get stands(): boolean {
    return this.#socket.stands;
  }

  /** The caller holds the process lock. Also when somebody deleted the socket: connections that are there stay. */
  listen(): Promise<void> {
    return this.#socket.listen();
  }

  get needed(): boolean {
    return this.#connections.size > 0 || this.host.running.length > 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket[Symbol.dispose]();
    await this.host[Symbol.asyncDispose]();
    for (const {socket} of this.#connections) socket.destroy();
  }

  #accept(socket: Socket): void {
    const send = (bytes: Buffer): void => {
      if (!socket.writable) return;
      socket.write(bytes);
      if (socket.writableLength > MOST_UNREAD) socket.destroy(new Error('a client that does not read'));
    };
    const views = new ClientViews(
      (id) => this.host.find(id),
      (update) => send(encodeUpdate(update)),
    );
    const connection: Connection = {socket, views, send, follows: false};
    this.#connections.add(connection);
    readFrames(socket, (message) => this.#receive(connection, message));
    socket.on('error', (error) => this.#log(`connection: ${error.message}${error.cause ? ` (${error.cause})` : ''}`));
    socket.on('close', () => {
      views[Symbol.dispose]();
      this.#connections.delete(connection);
      this.onLess();
    });
  }

  #receive(connection: Connection, message: WireMessage): void {
    if (message.kind === KIND_INPUT) {
      void this.#type(message.terminal, message.bytes);
      return;
    }
    if (message.kind !== KIND_JSON) return;
    const value = message.value as Request | {readonly ack: true};
    if ('ack' in value) {
      connection.views.acknowledged();
      return;
    }
    const answer = (content: object): void => connection.send(encodeJson({id: value.id, ...content}));
    this.#answer(connection, value).then(
      (result) => answer({result}),
      (error) => answer({error: error instanceof Error ? error.message : String(error)}),
    );
  }

  async #type(terminal: string, bytes: Uint8Array): Promise<void> {
    try {
      await this.host.write(terminal, bytes);
      this.#refusing.delete(terminal);
    } catch (error) {
      if (!this.#refusing.has(terminal)) this.#log(`input for ${terminal}: ${error instanceof Error ? error.message : error}`);
      this.#refusing.add(terminal);
    }
  }

  async #answer(connection: Connection, {method, params}: Request): Promise<unknown> {
    const handler = Object.hasOwn(this.#handlers, method) ? this.#handlers[method] : undefined;
    if (!handler) throw new Error(`There is no request "${method}".`);
    return handler(connection, params ?? {});
  }

  readonly #handlers: Handlers = {
    spawn: (_connection, request) => this.host.spawn(request),
    list: () => ({terminals: this.host.list(), pid: process.pid, version}),
    signal: async (_connection, params) => {
      await this.host.signal(params);
      return null;
    },
    resize: (_connection, params) => {
      this.host.resize(params);
      return null;
    },
    snapshot: (_connection, {terminal, format, history = 0}) => ({content: this.host.snapshot(terminal, format, history)}),
    write: async (_connection, {terminal, text}) => {
      await this.host.write(terminal, Buffer.from(text));
      return null;
    },
    remove: async (_connection, {terminal}) => {
      await this.host.remove(terminal);
      return null;
    },
    watch: (connection, {panes}) => {
      connection.views.watch(possibleViews(panes));
      return null;
    },
    follow: (connection) => {
      connection.follows = true;
      return {terminals: this.host.list()};
    },
    shutdown: async (_connection, {force}) => {
      const names = this.host.running.map(({id}) => id);
      if (names.length > 0 && !force) throw new Error(`These terminals still run: ${names.join(', ')}. End them first, or force it.`);
      // Nobody can start anything in a host that is about to end.
      this.#socket[Symbol.dispose]();
      await this.host[Symbol.asyncDispose]();
      // After the answer has left.
      setImmediate(() => this.onEnd());
      return null;
    },
  };

  #notify(notification: TerminalNotification): void {
    const bytes = encodeJson({notification});
    for (const {follows, send} of this.#connections) if (follows) send(bytes);
    if (notification.type === 'exited') this.onLess();
  }
}
