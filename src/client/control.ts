import {connect, type Socket} from 'node:net';
import type {Refusal} from '../core/index.ts';
import {withSocketPath} from '../platform/socket-path.ts';
import {type ControlPush, type ControlRequests, type ControlResponse, PROTOCOL_VERSION, type SupervisorInfo} from '../protocol/control.ts';
import {readJsonLines} from '../protocol/json-lines.ts';
import {ConnectionLostError} from './connection-lost.ts';
import {NotAnsweringError} from './not-answering.ts';
import {OpenRequests} from './open-requests.ts';
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

/** A connection to the supervisor. One that does not answer any more is ended. */
export class ControlClient implements Disposable {
  readonly #socket: Socket;
  readonly #requests: OpenRequests;
  readonly #pushListeners = new Set<(push: ControlPush) => void>();
  readonly #closeListeners = new Set<() => void>();
  supervisor!: SupervisorInfo;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#requests = new OpenRequests({
      ping: () => this.#send({id: 0, method: 'info', params: {}}),
      onSilence: () => this.#end(new NotAnsweringError('The supervisor is there, and does not answer.')),
    });
    readJsonLines(socket, (value) => this.#receive(value as ControlResponse | ControlPush));
    socket.on('error', () => {});
    socket.on('close', () => this.#end(new ConnectionLostError('The supervisor ended before it answered.')));
  }

  /** `null`: nobody listens there. Throws `NotAnsweringError` when somebody does, and says nothing. */
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
    return this.#requests.begin((id) => this.#send({id, method, params}));
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
    this.#end(new ConnectionLostError('The connection to the supervisor is closed.'));
  }

  #send(request: object): void {
    this.#socket.write(`${JSON.stringify(request)}\n`);
  }

  #receive(message: ControlResponse | ControlPush): void {
    this.#requests.heard();
    if ('push' in message) {
      for (const listener of this.#pushListeners) listener(message);
      return;
    }
    this.#requests.settle(message.id, 'error' in message ? {error: new RefusedError(message.error)} : {result: message.result});
  }

  #end(error: Error): void {
    this.#socket.destroy();
    if (!this.#requests.end(error)) return;
    for (const listener of this.#closeListeners) listener();
  }
}
