import type {PaneUpdate, PaneView} from '../protocol/terminal.ts';
import {PaneDiffer} from './pane-differ.ts';
import type {HostedTerminal} from './terminal.ts';

/** At most 60 frames a second. Milliseconds. */
const FRAME = 16;
/** Frames that the client has not painted yet; beyond, it gets the newest state later instead of every state. */
const MOST_IN_FLIGHT = 2;
/** A program that began a synchronized frame and does not end it is shown all the same after this. Milliseconds. */
const LONGEST_SYNC = 100;

/** What one client watches, and when it is told. No timer runs while nothing changes. */
export class ClientViews implements Disposable {
  readonly #send: (update: PaneUpdate) => void;
  readonly #find: (terminal: string) => HostedTerminal | undefined;
  #panes = new Map<string, PaneDiffer>();
  /** Views of terminals that are not there yet. */
  #wanted: readonly PaneView[] = [];
  readonly #dirty = new Set<PaneDiffer>();
  readonly #syncSince = new Map<PaneDiffer, number>();
  #inFlight = 0;
  #lastFrame = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(find: (terminal: string) => HostedTerminal | undefined, send: (update: PaneUpdate) => void) {
    this.#find = find;
    this.#send = send;
  }

  watch(views: readonly PaneView[]): void {
    this.#wanted = views;
    const before = this.#panes;
    for (const differ of before.values()) if (differ.view.focused) differ.terminal.focusedViews--;
    this.#panes = new Map();
    for (const view of views) {
      const terminal = this.#find(view.terminal);
      if (!terminal) continue;
      const differ = before.get(view.terminal) ?? new PaneDiffer(terminal, view);
      differ.setView(view);
      this.#panes.set(view.terminal, differ);
      if (view.focused) terminal.focusedViews++;
      terminal.resize(view.cols, view.rows);
      this.#dirty.add(differ);
    }
    for (const [id, differ] of before) if (!this.#panes.has(id)) this.#dirty.delete(differ);
    this.#flushNow();
  }

  /** A terminal that is new may be one that is waited for. */
  appeared(terminal: string): void {
    if (!this.#panes.has(terminal) && this.#wanted.some((view) => view.terminal === terminal)) this.watch(this.#wanted);
  }

  changed(terminal: HostedTerminal, urgent: boolean): void {
    const differ = this.#panes.get(terminal.id);
    if (!differ) return;
    this.#dirty.add(differ);
    if (urgent && differ.view.focused) this.#flushNow();
    else this.#schedule();
  }

  acknowledged(): void {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
    if (this.#dirty.size > 0) this.#schedule();
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const differ of this.#panes.values()) if (differ.view.focused) differ.terminal.focusedViews--;
    this.#panes.clear();
  }

  /** A frame is one update for each pane that changed. */
  get #limit(): number {
    return MOST_IN_FLIGHT * Math.max(1, this.#panes.size);
  }

  #schedule(): void {
    if (this.#inFlight >= this.#limit) return;
    this.#timer ??= setTimeout(() => this.#flushNow(), Math.max(0, this.#lastFrame + FRAME - performance.now()));
  }

  #flushNow(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const now = performance.now();
    this.#lastFrame = now;
    // The focused pane's frame must not stand behind those of the others.
    for (const differ of [...this.#dirty].sort((a, b) => Number(b.view.focused) - Number(a.view.focused))) {
      if (this.#inFlight >= this.#limit) return;
      if (this.#isDrawing(differ, now)) continue;
      this.#dirty.delete(differ);
      const update = differ.next();
      if (!update) continue;
      this.#inFlight++;
      this.#send(update);
    }
    if (this.#dirty.size > 0) this.#schedule();
  }

  #isDrawing(differ: PaneDiffer, now: number): boolean {
    if (!differ.terminal.emulator.synchronizing) {
      this.#syncSince.delete(differ);
      return false;
    }
    const since = this.#syncSince.get(differ) ?? now;
    this.#syncSince.set(differ, since);
    return now - since < LONGEST_SYNC;
  }
}
