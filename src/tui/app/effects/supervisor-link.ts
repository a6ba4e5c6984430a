import {randomUUID} from 'node:crypto';
import {ConnectionLostError} from '../../../client/connection-lost.ts';
import type {Board, CommandBody} from '../../../core/index.ts';
import {Disposables} from '../../../platform/disposables.ts';
import type {ControlRequests, SupervisorInfo} from '../../../protocol/control.ts';
import type {Link} from '../state/state.ts';
import type {ControlPort} from './ports.ts';
import {Reconnection} from './reconnection.ts';

/** A command that was on its way when the supervisor went is sent again if it comes back within this time. Milliseconds. */
const PATIENCE = 10_000;

export interface SupervisorLinkOptions {
  readonly client: ControlPort;
  reconnect(): Promise<ControlPort | null>;
  onBoard(board: Board): void;
  onInfo(info: SupervisorInfo): void;
  /** How far the end of the team is. */
  onProgress(text: string): void;
  onLink(link: Link): void;
}

/** The connection to the supervisor, made again whenever it is lost. */
export class SupervisorLink implements Disposable {
  readonly #options: SupervisorLinkOptions;
  readonly #reconnection: Reconnection<ControlPort>;
  readonly #waiting = new Set<() => void>();
  #client: ControlPort | null = null;
  #listening = new Disposables();
  #disposed = false;

  constructor(options: SupervisorLinkOptions) {
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

  request<M extends keyof ControlRequests>(method: M, params: ControlRequests[M]['params']): Promise<ControlRequests[M]['result']> {
    if (!this.#client) return Promise.reject(new ConnectionLostError('The supervisor is away.'));
    return this.#client.request(method, params);
  }

  /** Sent again with the same id when the answer did not come: the supervisor carries a command out once. */
  async command(body: CommandBody): Promise<unknown> {
    const id = randomUUID();
    try {
      return await this.request('command', {id, body});
    } catch (error) {
      if (!(error instanceof ConnectionLostError) || !(await this.#isBack())) throw error;
      return this.request('command', {id, body});
    }
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#reconnection[Symbol.dispose]();
    this.#listening[Symbol.dispose]();
    for (const wake of this.#waiting) wake();
    this.#client?.[Symbol.dispose]();
    this.#client = null;
  }

  #attach(client: ControlPort): void {
    const {onBoard, onInfo, onProgress, onLink} = this.#options;
    this.#client = client;
    this.#listening = new Disposables();
    this.#listening.add(
      client.onPush((push) => {
        if (push.push === 'board') onBoard(push.board);
        else if (push.push === 'info') onInfo(push.info);
        else onProgress(push.text);
      }),
    );
    this.#listening.add(client.onClose(() => this.#lose()));
    onLink({state: 'up'});
    for (const wake of this.#waiting) wake();
    // A connection that is lost meanwhile is noticed by its close.
    client.request('follow', {}).then(onBoard, () => {});
    client.request('info', {}).then(onInfo, () => {});
  }

  #lose(): void {
    if (this.#disposed) return;
    this.#listening[Symbol.dispose]();
    this.#client = null;
    this.#options.onLink({state: 'away', tries: 0});
    this.#reconnection.start();
  }

  async #isBack(): Promise<boolean> {
    if (this.#client === null && !this.#disposed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, PATIENCE);
        const waiting = this.#waiting;
        waiting.add(wake);
        function wake(): void {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        }
      });
    }
    return this.#client !== null;
  }
}
