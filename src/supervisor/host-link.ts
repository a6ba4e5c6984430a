import {spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import {TerminalClient} from '../client/terminals.ts';
import {Disposables} from '../platform/disposables.ts';
import type {TerminalInfo, TerminalNotification, TerminalRequests} from '../protocol/terminal.ts';
import {programs} from './programs.ts';

/** How long a host may take from its start to its socket, on a machine under load. */
const START_LIMIT = 15_000;

export interface HostFiles {
  readonly terminals: string;
  readonly hostLog: string;
}

/**
 * The supervisor's line to the terminal host: starts one where none runs, and a new one when it dies. `onConnected` gets what runs there,
 * first and after each reconnection; `onLost` is called when the host went away with everything in it.
 */
export class HostLink implements Disposable {
  readonly #files: HostFiles;
  readonly #project: string;
  readonly #listeners = new Set<(notification: TerminalNotification) => void>();
  readonly #owned = new Disposables();
  #client: TerminalClient | null = null;
  #connecting: Promise<TerminalClient> | null = null;
  onConnected: (terminals: readonly TerminalInfo[]) => void = () => {};
  onLost: () => void = () => {};

  constructor(project: string, files: HostFiles) {
    this.#project = project;
    this.#files = files;
  }

  async request<M extends keyof TerminalRequests>(
    method: M,
    params: TerminalRequests[M]['params'],
  ): Promise<TerminalRequests[M]['result']> {
    const client = this.#client ?? (await this.connect());
    return client.request(method, params);
  }

  onNotification(listener: (notification: TerminalNotification) => void): Disposable {
    this.#listeners.add(listener);
    return {[Symbol.dispose]: () => this.#listeners.delete(listener)};
  }

  /** Connects, starting a host if need be. Calls that come meanwhile share the attempt. */
  connect(): Promise<TerminalClient> {
    this.#connecting ??= this.#open().finally(() => {
      this.#connecting = null;
    });
    return this.#connecting;
  }

  /** Ends the host; for `down`. */
  async shutdown(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.#owned[Symbol.dispose]();
    await client.request('shutdown', {force: true}).catch(() => {});
    client[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.#owned[Symbol.dispose]();
    this.#client?.[Symbol.dispose]();
  }

  async #open(): Promise<TerminalClient> {
    const client = (await TerminalClient.connect(this.#files.terminals)) ?? (await this.#startHost());
    this.#client = client;
    client.onClose(() => {
      this.#client = null;
      if (!this.#owned.disposed) this.onLost();
    });
    client.onNotification((notification) => {
      for (const listener of this.#listeners) listener(notification);
    });
    const {terminals} = await client.request('follow', {});
    this.onConnected(terminals);
    return client;
  }

  async #startHost(): Promise<TerminalClient> {
    const log = openSync(this.#files.hostLog, 'a', 0o600);
    const child = spawn(process.execPath, [programs.terminalHost, '--project', this.#project], {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: this.#project,
    });
    closeSync(log);
    let failure: Error | null = null;
    child.on('error', (error) => {
      failure = error;
    });
    child.on('exit', (code, signal) => {
      failure ??= new Error(`it ended at once (${signal ?? `exit ${code}`})`);
    });
    child.unref();
    const giveUp = performance.now() + START_LIMIT;
    // A bound socket is the host's only sign of life, and there is nothing to wait for but the socket itself.
    for (;;) {
      const client = await TerminalClient.connect(this.#files.terminals);
      if (client) return client;
      if (failure || performance.now() > giveUp) {
        throw new Error(`The terminal host did not start: ${failure ?? 'no answer'}. Its log: ${this.#files.hostLog}`, {cause: failure});
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
