import type {SpawnRequest, TerminalInfo, TerminalNotification} from '../protocol/terminal.ts';
import {Emulator} from './emulator.ts';
import type {ParseBudget, ParsedTerminal} from './parse-budget.ts';
import {Pty} from './pty.ts';

/** After its last output a screen counts as settled. Milliseconds. */
const SETTLE = 150;
/** Output this soon after a key is its echo, and is shown at once. Milliseconds. */
const ECHO = 100;
/** Output during a resize of one drag comes in bursts: sizes are handed on at most this often. Milliseconds. */
const RESIZE_INTERVAL = 50;

export interface TerminalOwner {
  readonly budget: ParseBudget;
  notify(notification: TerminalNotification): void;
  /** What it shows changed; `urgent` when it answers a key. */
  changed(terminal: HostedTerminal, urgent: boolean): void;
}

/** One terminal: a program in a pty, and the emulator that knows what it shows. Outlives its program, and then takes the next incarnation. */
export class HostedTerminal implements ParsedTerminal {
  readonly id: string;
  readonly emulator: Emulator;
  /** How many views have it in the focus. */
  focusedViews = 0;
  readonly #owner: TerminalOwner;
  #pty: Pty | null = null;
  #incarnation = 0;
  #exit: TerminalInfo['exit'] = null;
  #title = '';
  #bytes = 0;
  #lastInput = Number.NEGATIVE_INFINITY;
  #lastOutput = 0;
  #settleTimer: NodeJS.Timeout | null = null;
  #resizeTimer: NodeJS.Timeout | null = null;
  #identity = {pid: 0, startTime: ''};

  constructor(id: string, cols: number, rows: number, owner: TerminalOwner) {
    this.id = id;
    this.#owner = owner;
    this.emulator = new Emulator(cols, rows, {
      onReply: (bytes) => void this.#pty?.write(bytes).catch(() => {}),
      onTitle: (title) => {
        this.#title = title;
        owner.notify({type: 'title', terminal: id, title});
      },
      onBell: () => owner.notify({type: 'bell', terminal: id}),
      onNotice: (text) => owner.notify({type: 'notice', terminal: id, text}),
    });
  }

  get running(): boolean {
    return this.#pty !== null && this.#exit === null;
  }

  get focused(): boolean {
    return this.focusedViews > 0;
  }

  get title(): string {
    return this.#title;
  }

  get info(): TerminalInfo {
    return {
      terminal: this.id,
      incarnation: this.#incarnation,
      ...this.#identity,
      cols: this.emulator.cols,
      rows: this.emulator.rows,
      title: this.#title,
      exit: this.#exit,
      bytes: this.#bytes,
    };
  }

  async start(request: SpawnRequest): Promise<void> {
    if (this.#incarnation > 0) this.emulator.startAnew();
    this.emulator.resize(request.cols, request.rows);
    this.#title = '';
    const pty = await Pty.spawn(request, {
      onData: (chunk) => this.#owner.budget.offer(this, chunk),
      onExit: (exit) => this.#ended(exit),
    });
    this.#pty = pty;
    this.#exit = null;
    this.#incarnation = request.incarnation;
    this.#identity = {pid: pty.pid, startTime: pty.startTime};
    this.#owner.notify({type: 'spawned', info: this.info});
    this.#owner.changed(this, true);
  }

  /** Keys: rejects when the program has ended or does not read. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#pty) throw new Error(`${this.id} has no program.`);
    this.#lastInput = performance.now();
    await this.#pty.write(bytes);
  }

  signal(signal: NodeJS.Signals): boolean {
    return this.#pty?.signal(signal) ?? false;
  }

  /** The first size of a burst at once, then the newest at intervals. */
  resize(cols: number, rows: number): void {
    if (this.#resizeTimer) {
      this.#pendingSize = {cols, rows};
      return;
    }
    if (cols === this.emulator.cols && rows === this.emulator.rows) return;
    this.emulator.resize(cols, rows);
    this.#pty?.resize(cols, rows);
    this.#owner.changed(this, false);
    this.#resizeTimer = setTimeout(() => {
      this.#resizeTimer = null;
      const next = this.#pendingSize;
      this.#pendingSize = null;
      if (next) this.resize(next.cols, next.rows);
    }, RESIZE_INTERVAL);
  }

  parse(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    this.emulator.feed(chunk);
    const now = performance.now();
    this.#lastOutput = now;
    this.#settleTimer ??= setTimeout(() => this.#settled(), SETTLE);
    this.#owner.changed(this, now - this.#lastInput < ECHO);
  }

  pause(): void {
    this.#pty?.pause();
  }

  resume(): void {
    this.#pty?.resume();
  }

  dispose(): void {
    if (this.#settleTimer) clearTimeout(this.#settleTimer);
    if (this.#resizeTimer) clearTimeout(this.#resizeTimer);
  }

  #pendingSize: {cols: number; rows: number} | null = null;

  #settled(): void {
    this.#settleTimer = null;
    const quiet = performance.now() - this.#lastOutput;
    // One timer that moves on, instead of a new one for each piece of output.
    if (quiet < SETTLE - 1) this.#settleTimer = setTimeout(() => this.#settled(), SETTLE - quiet);
    else this.#owner.notify({type: 'settled', terminal: this.id});
  }

  #ended(exit: {code: number | null; signal: string | null}): void {
    this.#owner.budget.finish(this);
    this.#exit = exit;
    this.#pty = null;
    this.#owner.changed(this, true);
    this.#owner.notify({type: 'exited', info: this.info});
  }
}
