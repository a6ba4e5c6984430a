import type {ProcessIdentity} from '../platform/process-identity.ts';
import {descendantsOf, signalEach} from '../platform/sweep.ts';
import type {SpawnRequest, TerminalInfo, TerminalNotification} from '../protocol/terminal.ts';
import {Announcements} from './announcements.ts';
import {Emulator} from './emulator.ts';
import type {ParseBudget, ParsedTerminal} from './parse-budget.ts';
import {Pty} from './pty.ts';
import type {RawLog} from './raw-log.ts';
import type {ResizeQueue} from './resize-queue.ts';

/** After its last output a screen counts as settled. Milliseconds. */
const SETTLE = 150;
/** Output this soon after a key is its echo, and is shown at once. Milliseconds. */
const ECHO = 100;

export interface TerminalOwner {
  readonly budget: ParseBudget;
  readonly resizes: ResizeQueue;
  notify(notification: TerminalNotification): void;
  /** What it shows changed; `urgent` when it answers a key. */
  changed(terminal: HostedTerminal, urgent: boolean): void;
  log(line: string): void;
}

/** One terminal: a program in a pty, and the emulator that knows what it shows. Outlives its program, and then takes the next incarnation. */
export class HostedTerminal implements ParsedTerminal, AsyncDisposable {
  readonly id: string;
  readonly emulator: Emulator;
  /** How many views have it in the focus. */
  focusedViews = 0;
  readonly #owner: TerminalOwner;
  readonly #log: RawLog;
  readonly #announcements: Announcements;
  #pty: Pty | null = null;
  /** What its program had started when its end was asked for: found again also without the mark of the terminal. */
  readonly #family = new Map<number, ProcessIdentity>();
  #incarnation = 0;
  #exit: TerminalInfo['exit'] = null;
  #title = '';
  #bytes = 0;
  #lastInput = Number.NEGATIVE_INFINITY;
  #lastOutput = 0;
  #settleTimer: NodeJS.Timeout | null = null;
  #identity = {pid: 0, startTime: ''};

  constructor(id: string, size: {readonly cols: number; readonly rows: number}, owner: TerminalOwner, log: RawLog) {
    this.id = id;
    this.#owner = owner;
    this.#log = log;
    this.#announcements = new Announcements(id, (notification) => owner.notify(notification));
    this.emulator = new Emulator(size.cols, size.rows, {
      onReply: (bytes) => void this.#pty?.write(bytes).catch(() => {}),
      onTitle: (title) => {
        this.#title = title;
        this.#announcements.title(title);
      },
      onBell: () => this.#announcements.bell(),
      onNotice: (text) => this.#announcements.notice(text),
      onFailure: (error) => owner.log(`${id}: the emulator failed and was replaced: ${error instanceof Error ? error.stack : error}`),
    });
  }

  get running(): boolean {
    return this.#pty !== null;
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

  start(request: SpawnRequest): void {
    // Nothing of it comes before this turn of the event loop is over.
    const pty = new Pty(request, {
      onData: (chunk) => this.#owner.budget.take(this, chunk),
      onExit: (exit) => this.#ended(exit),
    });
    if (this.#incarnation > 0) this.emulator.startAnew();
    this.emulator.resize(request.cols, request.rows);
    this.#pty = pty;
    this.#title = '';
    this.#bytes = 0;
    this.#exit = null;
    this.#incarnation = request.incarnation;
    this.#family.clear();
    this.#identity = {pid: pty.pid, startTime: pty.startTime};
    this.#owner.notify({type: 'spawned', info: this.info});
    this.#owner.changed(this, false);
  }

  /** Input: rejects when the program has ended or does not read. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#pty) throw new Error(`The program of ${this.id} has ended.`);
    this.#lastInput = performance.now();
    this.#owner.budget.favour(this);
    await this.#pty.write(bytes);
  }

  signal(signal: NodeJS.Signals): boolean {
    // Its line ends with it: afterwards nobody can tell whose children they were.
    if (this.running) for (const child of descendantsOf(this.#identity.pid)) this.#family.set(child.pid, child);
    return this.#pty?.signal(signal) ?? false;
  }

  /** What its program started and left behind, wherever it went. */
  signalFamily(signal: NodeJS.Signals): void {
    signalEach(this.#family.values(), signal);
  }

  /** Of the sizes that are asked for in quick succession the last one is taken. */
  resizeSoon(cols: number, rows: number): void {
    this.#owner.resizes.add(this, {cols, rows});
  }

  resize(cols: number, rows: number): void {
    if (cols === this.emulator.cols && rows === this.emulator.rows) return;
    this.emulator.resize(cols, rows);
    this.#pty?.resize(cols, rows);
    this.#owner.changed(this, false);
  }

  parse(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    this.#log.append(chunk);
    this.emulator.feed(chunk);
    const now = performance.now();
    this.#lastOutput = now;
    this.#settleTimer ??= setTimeout(() => this.#lookWhetherSettled(), SETTLE);
    this.#owner.changed(this, now - this.#lastInput < ECHO);
  }

  pause(): void {
    this.#pty?.pause();
  }

  resume(): void {
    this.#pty?.resume();
  }

  /** Resolves when all its output so far is with the operating system. */
  flushLog(): Promise<void> {
    return this.#log.flush();
  }

  /** Its raw log is opened by path again with the next output. */
  reopenLog(): Promise<void> {
    return this.#log.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#settleTimer) clearTimeout(this.#settleTimer);
    this.#announcements.flush();
    await this.#log.close();
  }

  #lookWhetherSettled(): void {
    this.#settleTimer = null;
    const quiet = performance.now() - this.#lastOutput;
    // One timer that moves on, instead of a new one for each piece of output.
    if (quiet < SETTLE - 1) this.#settleTimer = setTimeout(() => this.#lookWhetherSettled(), SETTLE - quiet);
    else this.#owner.notify({type: 'settled', terminal: this.id});
  }

  #ended(exit: {code: number | null; signal: string | null}): void {
    this.#owner.budget.forget(this);
    this.#exit = exit;
    this.#pty = null;
    void this.#log.flush();
    this.#announcements.flush();
    this.#owner.changed(this, false);
    this.#owner.notify({type: 'exited', info: this.info});
  }
}
