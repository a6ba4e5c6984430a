import type {ScreenFormat, SpawnRequest, TerminalInfo, TerminalNotification, TerminalRequests} from '../protocol/terminal.ts';
import {ParseBudget} from './parse-budget.ts';
import {takeSnapshot} from './snapshot.ts';
import {endStrays} from './sweep.ts';
import {HostedTerminal, type TerminalOwner} from './terminal.ts';

const SMALLEST = 2;
const LARGEST = 1_000;

export interface HostListeners {
  onNotification(notification: TerminalNotification): void;
  onChanged(terminal: HostedTerminal, urgent: boolean): void;
}

/** All terminals of a project. Knows no rules of the team: it starts, shows and signals what it is told to. */
export class TerminalHost implements Disposable {
  readonly #project: string;
  readonly #terminals = new Map<string, HostedTerminal>();
  readonly #budget = new ParseBudget();
  readonly #owner: TerminalOwner;

  constructor(project: string, listeners: HostListeners) {
    this.#project = project;
    this.#owner = {
      budget: this.#budget,
      notify: (notification) => listeners.onNotification(notification),
      changed: (terminal, urgent) => listeners.onChanged(terminal, urgent),
    };
  }

  find(id: string): HostedTerminal | undefined {
    return this.#terminals.get(id);
  }

  list(): TerminalInfo[] {
    return [...this.#terminals.values()].map((terminal) => terminal.info);
  }

  get running(): number {
    return [...this.#terminals.values()].filter((terminal) => terminal.running).length;
  }

  async spawn(request: SpawnRequest): Promise<TerminalInfo> {
    const {cols, rows} = requireSize(request);
    const known = this.#terminals.get(request.terminal);
    if (known?.running) throw new Error(`${request.terminal} runs already (pid ${known.info.pid}).`);
    const terminal = known ?? new HostedTerminal(request.terminal, cols, rows, this.#owner);
    this.#terminals.set(request.terminal, terminal);
    try {
      await terminal.start(request);
    } catch (error) {
      if (!known) this.#terminals.delete(request.terminal);
      throw error;
    }
    return terminal.info;
  }

  signal({terminal: id, signal, sweep}: TerminalRequests['signal']['params']): void {
    this.#terminals.get(id)?.signal(signal);
    if (sweep) endStrays(id, this.#project);
  }

  resize({terminal, ...size}: TerminalRequests['resize']['params']): void {
    const {cols, rows} = requireSize(size);
    this.#require(terminal).resize(cols, rows);
  }

  snapshot(id: string, format: ScreenFormat, history: number): string {
    return takeSnapshot(this.#require(id), format, history);
  }

  async write(id: string, bytes: Uint8Array): Promise<void> {
    await this.#require(id).write(bytes);
  }

  remove(id: string): void {
    const terminal = this.#require(id);
    if (terminal.running) throw new Error(`${id} still runs (pid ${terminal.info.pid}).`);
    terminal.dispose();
    this.#terminals.delete(id);
  }

  /** What still runs is hung up, as by a terminal that closes. */
  [Symbol.dispose](): void {
    for (const terminal of this.#terminals.values()) {
      terminal.signal('SIGHUP');
      terminal.dispose();
    }
    this.#budget[Symbol.dispose]();
  }

  #require(id: string): HostedTerminal {
    const terminal = this.#terminals.get(id);
    if (!terminal) throw new Error(`There is no terminal "${id}".`);
    return terminal;
  }
}

function requireSize({cols, rows}: {readonly cols: number; readonly rows: number}): {cols: number; rows: number} {
  for (const size of [cols, rows]) {
    if (!Number.isInteger(size) || size < SMALLEST || size > LARGEST) {
      throw new Error(`A terminal of ${cols} × ${rows} is not possible: both have to be whole numbers from ${SMALLEST} to ${LARGEST}.`);
    }
  }
  return {cols, rows};
}
