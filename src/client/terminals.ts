import {connect, type Socket} from 'node:net';
import {withSocketPath} from '../platform/socket-path.ts';
import type {PaneUpdate, TerminalNotification, TerminalRequests} from '../protocol/terminal.ts';
import {encodeInput, encodeJson, KIND_JSON, KIND_UPDATE, readFrames, type WireMessage} from '../protocol/terminal-wire.ts';
import {ConnectionLostError} from './connection-lost.ts';
import {OpenRequests} from './open-requests.ts';
import {openSocket} from './open-socket.ts';

/** The terminal host refused a request, and says why. */
export class TerminalRequestError extends Error {
  override readonly name = 'TerminalRequestError';
}

type Answer = {readonly id: number; readonly result?: unknown; readonly error?: string};

/** A connection to the terminal host. */
export class TerminalClient implements Disposable {
  readonly #socket: Socket;
  readonly #requests: OpenRequests;
  readonly #updateListeners = new Set<(update: PaneUpdate) => void>();
  readonly #notificationListeners = new Set<(notification: TerminalNotification) => void>();
  readonly #closeListeners = new Set<() => void>();
  readonly #silenceListeners = new Set<(silent: boolean) => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#requests = new OpenRequests({
      ping: () => this.#socket.write(encodeJson({id: 0, method: 'list', params: {}})),
      onSilence: (silent) => {
        for (const listener of this.#silenceListeners) listener(silent);
      },
    });
    readFrames(socket, (message) => this.#receive(message));
    socket.on('error', () => {});
    socket.on('close', () => this.#end(new ConnectionLostError('The terminal host ended before it answered.')));
  }

  /** `null`: nobody listens there. */
  static async connect(path: string): Promise<TerminalClient | null> {
    const socket = await openSocket(() => withSocketPath(path, (short) => connect(short)));
    return socket && new TerminalClient(socket);
  }

  request<M extends keyof TerminalRequests>(method: M, params: TerminalRequests[M]['params']): Promise<TerminalRequests[M]['result']> {
    return this.#requests.begin((id) => this.#socket.write(encodeJson({id, method, params})));
  }

  /** Keys for a terminal's program, in the order of the calls. */
  input(terminal: string, bytes: Uint8Array): void {
    if (!this.#requests.ended) this.#socket.write(encodeInput(terminal, bytes));
  }

  onUpdate(listener: (update: PaneUpdate) => void): Disposable {
    return subscribe(this.#updateListeners, listener);
  }

  onNotification(listener: (notification: TerminalNotification) => void): Disposable {
    return subscribe(this.#notificationListeners, listener);
  }

  onClose(listener: () => void): Disposable {
    return subscribe(this.#closeListeners, listener);
  }

  /** Told when a host that is connected does not answer for 20 s, and when it does again. Requests go on waiting: its programs run. */
  onSilence(listener: (silent: boolean) => void): Disposable {
    return subscribe(this.#silenceListeners, listener);
  }

  /** Rejects whatever still waits with this error. */
  close(error: Error): void {
    this.#end(error);
  }

  [Symbol.dispose](): void {
    this.#end(new ConnectionLostError('The connection to the terminal host is closed.'));
  }

  #receive(message: WireMessage): void {
    this.#requests.heard();
    if (message.kind === KIND_UPDATE) {
      for (const listener of this.#updateListeners) listener(message.update);
      // The host sends the next frame when this one was applied: a slow client skips frames instead of falling behind.
      this.#socket.write(encodeJson({ack: true}));
      return;
    }
    if (message.kind !== KIND_JSON) return;
    const value = message.value as Answer | {readonly notification: TerminalNotification};
    if ('notification' in value) {
      for (const listener of this.#notificationListeners) listener(value.notification);
      return;
    }
    const {id, error, result} = value;
    this.#requests.settle(id, error === undefined ? {result} : {error: new TerminalRequestError(error)});
  }

  #end(error: Error): void {
    this.#socket.destroy();
    if (!this.#requests.end(error)) return;
    for (const listener of this.#closeListeners) listener();
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): Disposable {
  listeners.add(listener);
  return {[Symbol.dispose]: () => listeners.delete(listener)};
}
