import {connect, type Socket} from 'node:net';
import type {Refusal} from '../core/index.ts';
import {withSocketPath} from '../platform/socket-path.ts';
import {type ControlPush, type ControlRequests, type ControlResponse, PROTOCOL_VERSION, type SupervisorInfo} from '../protocol/control.ts';
import {readJsonLines} from '../protocol/json-lines.ts';
import {ConnectionLostError} from './connection-lost.ts';
import {openSocket} from './open-socket.ts';

/** A command that the supervisor refused. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export interface Identity {
  readonly session: string;
  readonly token: string;
}

/** A connection to the supervisor. */
export class ControlClient implements Disposable {
  readonly #socket: Socket;
  readonly #pending = new Map<number, {resolve: (value: never) => void; reject: (error: Error) => void}>();
  readonly #pushListeners = new Set<(push: ControlPush) => void>();
  readonly #closeListeners = new Set<() => void>();
  #nextId = 1;
  #closed = false;
  supervisor!: SupervisorInfo;

  private constructor(socket: Socket) {
    this.#socket = socket;
    readJsonLines(socket, (value) => this.#receive(value as ControlResponse | ControlPush));
    socket.on('error', () => {});
    socket.on('close', () => this.#end());
  }

  /** `null`: nobody listens there. */
  static async connect(path: string, identity?: Identity): Promise<ControlClient | null> {
    const socket = await openSocket(() => withSocketPath(path, (short) => connect(short)));
    if (!socket) return null;
    const client = new ControlClient(socket);
    try {
      const {supervisor} = await client.request('hello', {protocol: PROTOCOL_VERSION, ...identity});
      client.supervisor = supervisor;
      return client;
    } catch (error) {
      client[Symbol.dispose]();
      // It died while we came in: the same as not being there.
      if (error instanceof ConnectionLostError) return null;
      throw error;
    }
  }

  request<M extends keyof ControlRequests>(method: M, params: ControlRequests[M]['params']): Promise<ControlRequests[M]['result']> {
    if (this.#closed) return Promise.reject(new ConnectionLostError('The connection to the supervisor is closed.'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {resolve, reject});
      this.#socket.write(`${JSON.stringify({id, method, params})}\n`);
    });
  }

  onPush(listener: (push: ControlPush) => void): Disposable {
    this.#pushListeners.add(listener);
    return {[Symbol.dispose]: () => this.#pushListeners.delete(listener)};
  }

  onClose(listener: () => void): Disposable {
    this.#closeListeners.add(listener);
    return {[Symbol.dispose]: () => this.#closeListeners.delete(listener)};
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
    this.#end();
  }

  #receive(message: ControlResponse | ControlPush): void {
    if ('push' in message) {
      for (const listener of this.#pushListeners) listener(message);
      return;
    }
    const waiting = this.#pending.get(message.id);
    if (!waiting) return;
    this.#pending.delete(message.id);
    if ('error' in message) waiting.reject(new RefusedError(message.error));
    else waiting.resolve(message.result as never);
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const waiting of this.#pending.values()) waiting.reject(new ConnectionLostError('The supervisor ended before it answered.'));
    this.#pending.clear();
    for (const listener of this.#closeListeners) listener();
  }
}
