import {join} from 'node:path';
import {sweepMarked, TERMINAL_MARK, terminalMark} from '../platform/sweep.ts';
import type {ScreenFormat, SpawnRequest, TerminalInfo, TerminalNotification, TerminalRequests} from '../protocol/terminal.ts';
import {ParseBudget} from './parse-budget.ts';
import {RawLog} from './raw-log.ts';
import {requireHistory, requireSize, requireSpawn} from './require-request.ts';
import {ResizeQueue} from './resize-queue.ts';
import {takeSnapshot} from './snapshot.ts';
import {HostedTerminal, type TerminalOwner} from './terminal.ts';

/** How long programs may take to end when the host is told to, before they are killed, and then how long their exits may take. Milliseconds. */
const POLITE_LIMIT = 2_000;
const KILL_LIMIT = 2_000;

export interface HostOptions {
  readonly project: string;
  /** Folder of the raw logs. */
  readonly output: string;
  log(line: string): void;
}

export interface HostListeners {
  onNotification(notification: TerminalNotification): void;
  onChanged(terminal: HostedTerminal, urgent: boolean): void;
  /** The client has to show this one in place of what it had under the name. */
  onAppeared(terminal: HostedTerminal): void;
}

/** All terminals of a project. Knows no rules of the team: it starts, shows and signals what it is told to. */
export class TerminalHost implements AsyncDisposable {
  readonly #options: HostOptions;
  readonly #listeners: HostListeners;
  readonly #terminals = new Map<string, HostedTerminal>();
  readonly #budget = new ParseBudget();
  readonly #resizes = new ResizeQueue();
  readonly #owner: TerminalOwner;
  readonly #whenFewer = new Set<() => void>();
  #ending = false;

  constructor(options: HostOptions, listeners: HostListeners) {
    this.#options = options;
    this.#listeners = listeners;
    this.#owner = {
      budget: this.#budget,
      resizes: this.#resizes,
      log: (line) => options.log(line),
      changed: (terminal, urgent) => listeners.onChanged(terminal, urgent),
      notify: (notification) => {
        listeners.onNotification(notification);
        if (notification.type === 'exited') for (const look of this.#whenFewer) look();
      },
    };
  }

  find(id: string): HostedTerminal | undefined {
    return this.#terminals.get(id);
  }

  list(): TerminalInfo[] {
    return [...this.#terminals.values()].map((terminal) => terminal.info);
  }

  get running(): HostedTerminal[] {
    return [...this.#terminals.values()].filter((terminal) => terminal.running);
  }

  spawn(request: SpawnRequest): TerminalInfo {
    if (this.#ending) throw new Error('The terminal host is ending. Start it again, then try again.');
    requireSpawn(request);
    const id = request.terminal;
    const known = this.#terminals.get(id);
    if (known?.running) throw new Error(`${id} runs already (pid ${known.info.pid}). End it first.`);
    const terminal = known ?? new HostedTerminal(id, request, this.#owner, this.#logOf(id));
    terminal.start({...request, env: {...request.env, [TERMINAL_MARK]: this.#markOf(id)}});
    this.#terminals.set(id, terminal);
    if (!known) this.#listeners.onAppeared(terminal);
    return terminal.info;
  }

  async signal({terminal: id, signal, sweep}: TerminalRequests['signal']['params']): Promise<void> {
    const terminal = this.#terminals.get(id);
    terminal?.signal(signal);
    if (!sweep) return;
    terminal?.signalFamily(signal);
    // Also after its end, and of a terminal of a host that is no more.
    const wanted = this.#markOf(id);
    await sweepMarked((mark) => mark === wanted, signal);
  }

  resize({terminal, cols, rows}: TerminalRequests['resize']['params']): void {
    requireSize(cols, rows);
    const found = this.#require(terminal);
    this.#resizes.forget(found);
    found.resize(cols, rows);
  }

  snapshot(id: string, format: ScreenFormat, history: number): string {
    requireHistory(history);
    return takeSnapshot(this.#require(id), format, history);
  }

  write(id: string, bytes: Uint8Array): Promise<void> {
    return this.#require(id).write(bytes);
  }

  /** Raw logs that somebody deleted are written on at their path. */
  async reopenLogs(): Promise<void> {
    await Promise.all([...this.#terminals.values()].map((terminal) => terminal.reopenLog()));
  }

  async remove(id: string): Promise<void> {
    const terminal = this.#require(id);
    if (terminal.running) throw new Error(`${id} still runs (pid ${terminal.info.pid}). End it first.`);
    this.#terminals.delete(id);
    this.#resizes.forget(terminal);
    await terminal[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#endAll();
    this.#budget[Symbol.dispose]();
    this.#resizes[Symbol.dispose]();
    await Promise.all([...this.#terminals.values()].map((terminal) => terminal[Symbol.asyncDispose]()));
    this.#terminals.clear();
  }

  /** Ends what runs: hung up first, as by a terminal that closes, then killed with everything that it left behind. */
  async #endAll(): Promise<void> {
    this.#ending = true;
    for (const terminal of this.running) {
      terminal.signal('SIGHUP');
      // A program that was stopped could not heed it.
      terminal.signal('SIGCONT');
    }
    await this.#allEnded(POLITE_LIMIT);
    for (const terminal of this.running) terminal.signal('SIGKILL');
    const marks = new Set<string>();
    for (const terminal of this.#terminals.values()) {
      terminal.signalFamily('SIGKILL');
      marks.add(this.#markOf(terminal.id));
    }
    await sweepMarked((mark) => marks.has(mark), 'SIGKILL');
    await this.#allEnded(KILL_LIMIT);
  }

  #allEnded(limit: number): Promise<void> {
    if (this.running.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.#whenFewer.delete(look);
        resolve();
      };
      const look = (): void => {
        if (this.running.length === 0) stop();
      };
      const timer = setTimeout(stop, limit);
      this.#whenFewer.add(look);
    });
  }

  #markOf(id: string): string {
    return terminalMark(this.#options.project, id);
  }

  #logOf(id: string): RawLog {
    return new RawLog(join(this.#options.output, `${id}.log`), (problem) => this.#options.log(problem));
  }

  #require(id: string): HostedTerminal {
    const terminal = this.#terminals.get(id);
    if (!terminal) throw new Error(`There is no terminal "${id}".`);
    return terminal;
  }
}
