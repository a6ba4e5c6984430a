import type {PaneUpdate, PaneView} from '../protocol/terminal.ts';
import {PaneDiffer, type ShownTerminal} from './pane-differ.ts';

/** At most 60 frames a second; answers to keys are not made to wait for the next one, but do not crowd either. Milliseconds. */
const FRAME = 16;
const ECHO_FRAME = 3;
/** Frames that the client has not painted yet; beyond, it gets the newest state later instead of every state. */
const MOST_IN_FLIGHT = 2;
/** A program that began a synchronized frame and does not end it is shown all the same after this. Milliseconds. */
const LONGEST_SYNC = 100;

export interface WatchedTerminal extends ShownTerminal {
  /** How many views have it in the focus. */
  focusedViews: number;
  resizeSoon(cols: number, rows: number): void;
}

/** A terminal that is watched and there. */
interface Pane {
  readonly terminal: WatchedTerminal;
  readonly differ: PaneDiffer;
  focused: boolean;
  /** When its changes began to wait for the end of a synchronized frame. */
  heldSince: number | null;
}

/** What one client watches, and when it is told. No timer runs while nothing changes. */
export class ClientViews implements Disposable {
  readonly #send: (update: PaneUpdate) => void;
  readonly #find: (terminal: string) => WatchedTerminal | undefined;
  /** Also of terminals that are not there yet. */
  #views: readonly PaneView[] = [];
  readonly #panes = new Map<string, Pane>();
  readonly #dirty = new Set<Pane>();
  /** Those of them that answer a key. */
  readonly #urgent = new Set<Pane>();
  /** Of each frame on its way to the client, how many of its updates were not acknowledged. */
  readonly #inFlight: number[] = [];
  #lastFrame = Number.NEGATIVE_INFINITY;
  #lastEcho = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;

  constructor(find: (terminal: string) => WatchedTerminal | undefined, send: (update: PaneUpdate) => void) {
    this.#find = find;
    this.#send = send;
  }

  watch(views: readonly PaneView[]): void {
    this.#views = views;
    for (const pane of [...this.#panes.values()]) {
      if (!views.some((view) => view.terminal === pane.terminal.id)) this.#drop(pane);
    }
    for (const view of views) this.#show(view);
    this.#lastFrame = Number.NEGATIVE_INFINITY;
    this.#flush();
  }

  /** A terminal that is new may be one that is waited for. */
  appeared(terminal: WatchedTerminal): void {
    const view = this.#views.find((candidate) => candidate.terminal === terminal.id);
    if (view && this.#panes.get(terminal.id)?.terminal !== terminal) this.#show(view);
  }

  /** `urgent`: it answers a key, and the person waits for it. */
  changed(terminal: WatchedTerminal, urgent: boolean): void {
    const pane = this.#panes.get(terminal.id);
    if (pane?.terminal !== terminal) return;
    this.#dirty.add(pane);
    if (urgent) this.#urgent.add(pane);
    const due = urgent ? this.#lastEcho + ECHO_FRAME : this.#lastFrame + FRAME;
    if (urgent && performance.now() >= due) this.#flush();
    else this.#schedule(due);
  }

  acknowledged(): void {
    const [oldest] = this.#inFlight;
    if (oldest === undefined) return;
    if (oldest > 1) this.#inFlight[0] = oldest - 1;
    else this.#inFlight.shift();
    this.#scheduleRest();
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const pane of [...this.#panes.values()]) this.#drop(pane);
    this.#views = [];
  }

  #show(view: PaneView): void {
    const terminal = this.#find(view.terminal);
    let pane = this.#panes.get(view.terminal);
    if (pane && pane.terminal !== terminal) {
      this.#drop(pane);
      pane = undefined;
    }
    if (!terminal) return;
    if (pane) pane.differ.setView(view);
    else pane = {terminal, differ: new PaneDiffer(terminal, view), focused: false, heldSince: null};
    terminal.focusedViews += Number(view.focused) - Number(pane.focused);
    pane.focused = view.focused;
    this.#panes.set(view.terminal, pane);
    terminal.resizeSoon(view.cols, view.rows);
    this.#dirty.add(pane);
    this.#schedule(this.#lastFrame + FRAME);
  }

  #drop(pane: Pane): void {
    if (pane.focused) pane.terminal.focusedViews--;
    pane.differ[Symbol.dispose]();
    this.#panes.delete(pane.terminal.id);
    this.#dirty.delete(pane);
    this.#urgent.delete(pane);
  }

  #scheduleRest(): void {
    if (this.#urgent.size > 0) this.#schedule(this.#lastEcho + ECHO_FRAME);
    else if (this.#dirty.size > 0) this.#schedule(this.#lastFrame + FRAME);
  }

  #schedule(due: number): void {
    if (this.#inFlight.length >= MOST_IN_FLIGHT || (this.#timer && this.#due <= due)) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, due - performance.now()));
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#inFlight.length >= MOST_IN_FLIGHT) return;
    const now = performance.now();
    // An echo between two frames is sent alone, because what the others show can wait.
    const whole = now - this.#lastFrame >= FRAME - 1;
    if (whole) this.#lastFrame = now;
    this.#lastEcho = now;
    let updates = 0;
    for (const pane of whole ? this.#dirty : this.#urgent) {
      this.#urgent.delete(pane);
      if (this.#isDrawing(pane, now)) continue;
      this.#dirty.delete(pane);
      const update = pane.differ.next();
      if (!update) continue;
      updates++;
      this.#send(update);
    }
    if (updates > 0) this.#inFlight.push(updates);
    this.#scheduleRest();
  }

  #isDrawing(pane: Pane, now: number): boolean {
    pane.heldSince = pane.terminal.emulator.synchronizing ? (pane.heldSince ?? now) : null;
    if (pane.heldSince === null) return false;
    if (now - pane.heldSince < LONGEST_SYNC) return true;
    pane.heldSince = null;
    return false;
  }
}
