import {spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import process from 'node:process';
import {TerminalClient} from '../client/terminals.ts';
import {Disposables} from '../platform/disposables.ts';
import {holderOf} from '../platform/process-lock.ts';
import type {TerminalInfo, TerminalNotification, TerminalRequests} from '../protocol/terminal.ts';
import {HostNotAnsweringError} from './host-not-answering.ts';
import {programs} from './programs.ts';

/** How long a host may take from its start to its socket, on a machine under load. */
const START_LIMIT = 15_000;

export interface HostFiles {
  readonly terminals: string;
  readonly hostLog: string;
  readonly hostLock: string;
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
  #silent = false;
  readonly #impatient = new Set<(error: Error) => void>();
  onConnected: (terminals: readonly TerminalInfo[]) => void = () => {};
  onLost: () => void = () => {};
  /** The host is there, and has not answered for a while; `null`: it does again. */
  onSilence: (problem: HostNotAnsweringError | null) => void = () => {};

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

  /** As `request`, for somebody who looks on: rejects with `HostNotAnsweringError` where the host does not answer. */
  async ask<M extends keyof TerminalRequests>(method: M, params: TerminalRequests[M]['params']): Promise<TerminalRequests[M]['result']> {
    if (this.#silent) throw this.#notAnswering();
    let giveUp = (_: Error): void => {};
    const silence = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    this.#impatient.add(giveUp);
    try {
      return await Promise.race([this.request(method, params), silence]);
    } finally {
      this.#impatient.delete(giveUp);
    }
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

  /** Ends the host; for `down`. One that does not answer is killed. */
  async shutdown(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.#owned[Symbol.dispose]();
    await this.ask('shutdown', {force: true}).catch(() => this.kill());
    client[Symbol.dispose]();
  }

  /** Its terminals are closed, which hangs up their programs. */
  kill(): void {
    const holder = holderOf(this.#files.hostLock);
    if (holder) process.kill(holder.pid, 'SIGKILL');
  }

  [Symbol.dispose](): void {
    this.#owned[Symbol.dispose]();
    this.#client?.[Symbol.dispose]();
  }

  async #open(): Promise<TerminalClient> {
    const client = (await TerminalClient.connect(this.#files.terminals)) ?? (await this.#startHost());
    this.#client = client;
    client.onSilence((silent) => this.#setSilent(silent));
    client.onClose(() => {
      this.#client = null;
      this.#setSilent(false);
      if (!this.#owned.disposed) this.onLost();
    });
    client.onNotification((notification) => {
      for (const listener of this.#listeners) listener(notification);
    });
    const {terminals} = await client.request('follow', {});
    this.onConnected(terminals);
    return client;
  }

  #setSilent(silent: boolean): void {
    if (silent === this.#silent) return;
    this.#silent = silent;
    const problem = silent ? this.#notAnswering() : null;
    if (problem) for (const giveUp of this.#impatient) giveUp(problem);
    this.onSilence(problem);
  }

  #notAnswering(): HostNotAnsweringError {
    return new HostNotAnsweringError(holderOf(this.#files.hostLock)?.pid ?? null);
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
