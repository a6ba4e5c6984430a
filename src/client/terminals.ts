import {connect, type Socket} from 'node:net';
import {withSocketPath} from '../platform/socket-path.ts';
import type {PaneUpdate, TerminalNotification, TerminalRequests} from '../protocol/terminal.ts';
import {encodeInput, encodeJson, KIND_JSON, KIND_UPDATE, readFrames, type WireMessage} from '../protocol/terminal-wire.ts';
import {ConnectionLostError} from './connection-lost.ts';
import {openSocket} from './open-socket.ts';

/** The terminal host refused a request, and says why. */
export class TerminalRequestError extends Error {
  override readonly name = 'TerminalRequestError';
}

type Answer = {readonly id: number; readonly result?: unknown; readonly error?: string};

/** A connection to the terminal host. */
export class TerminalClient implements Disposable {
  readonly #socket: Socket;
  readonly #pending = new Map<number, {resolve: (value: never) => void; reject: (error: Error) => void}>();
  readonly #updateListeners = new Set<(update: PaneUpdate) => void>();
  readonly #notificationListeners = new Set<(notification: TerminalNotification) => void>();
  readonly #closeListeners = new Set<() => void>();
  #nextId = 1;
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    readFrames(socket, (message) => this.#receive(message));
    socket.on('error', () => {});
    socket.on('close', () => this.#end());
  }

  /** `null`: nobody listens there. */
  static async connect(path: string): Promise<TerminalClient | null> {
    const socket = await openSocket(() => withSocketPath(path, (short) => connect(short)));
    return socket && new TerminalClient(socket);
  }

  request<M extends keyof TerminalRequests>(method: M, params: TerminalRequests[M]['params']): Promise<TerminalRequests[M]['result']> {
    if (this.#closed) return Promise.reject(new ConnectionLostError('The connection to the terminal host is closed.'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {resolve, reject});
      this.#socket.write(encodeJson({id, method, params}));
    });
  }

  /** Keys for a terminal's program, in the order of the calls. */
  input(terminal: string, bytes: Uint8Array): void {
    if (!this.#closed) this.#socket.write(encodeInput(terminal, bytes));
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

  [Symbol.dispose](): void {
    this.#socket.destroy();
    this.#end();
  }

  #receive(message: WireMessage): void {
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
    const waiting = this.#pending.get(value.id);
    this.#pending.delete(value.id);
    if (value.error === undefined) waiting?.resolve(value.result as never);
    else waiting?.reject(new TerminalRequestError(value.error));
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const {reject} of this.#pending.values()) reject(new ConnectionLostError('The terminal host ended before it answered.'));
    this.#pending.clear();
    for (const listener of this.#closeListeners) listener();
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): Disposable {
  listeners.add(listener);
  return {[Symbol.dispose]: () => listeners.delete(listener)};
}
