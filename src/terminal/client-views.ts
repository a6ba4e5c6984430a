import type {PaneUpdate, PaneView} from '../protocol/terminal.ts';
import {PaneDiffer} from './pane-differ.ts';
import type {HostedTerminal} from './terminal.ts';

/** At most 60 frames a second; answers to keys are not made to wait for the next one, but do not crowd either. Milliseconds. */
const FRAME = 16;
const ECHO_FRAME = 3;
/** Frames that the client has not painted yet; beyond, it gets the newest state later instead of every state. */
const MOST_IN_FLIGHT = 2;
/** A program that began a synchronized frame and does not end it is shown all the same after this. Milliseconds. */
const LONGEST_SYNC = 100;

/** What one client watches, and when it is told. No timer runs while nothing changes. */
export class ClientViews implements Disposable {
  readonly #send: (update: PaneUpdate) => void;
  readonly #find: (terminal: string) => HostedTerminal | undefined;
  /** Also of terminals that are not there yet. */
  #views: readonly PaneView[] = [];
  readonly #panes = new Map<string, PaneDiffer>();
  readonly #dirty = new Set<PaneDiffer>();
  /** Those of them that answer a key. */
  readonly #urgent = new Set<PaneDiffer>();
  readonly #syncSince = new Map<PaneDiffer, number>();
  /** Of each frame on its way to the client, how many of its updates were not acknowledged. */
  readonly #inFlight: number[] = [];
  #lastFrame = Number.NEGATIVE_INFINITY;
  #lastEcho = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;

  constructor(find: (terminal: string) => HostedTerminal | undefined, send: (update: PaneUpdate) => void) {
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
  appeared(terminal: HostedTerminal): void {
    const view = this.#views.find((candidate) => candidate.terminal === terminal.id);
    if (view && this.#panes.get(terminal.id)?.terminal !== terminal) this.#show(view);
  }

  /** `urgent`: it answers a key, and the person waits for it. */
  changed(terminal: HostedTerminal, urgent: boolean): void {
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
    if (pane?.view.focused) terminal.focusedViews--;
    if (view.focused) terminal.focusedViews++;
    if (pane) pane.setView(view);
    else pane = new PaneDiffer(terminal, view);
    this.#panes.set(view.terminal, pane);
    terminal.resizeSoon(view.cols, view.rows);
    this.#dirty.add(pane);
    this.#schedule(this.#lastFrame + FRAME);
  }

  #drop(pane: PaneDiffer): void {
    if (pane.view.focused) pane.terminal.focusedViews--;
    pane[Symbol.dispose]();
    this.#panes.delete(pane.terminal.id);
    this.#dirty.delete(pane);
    this.#urgent.delete(pane);
    this.#syncSince.delete(pane);
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
      const update = pane.next();
      if (!update) continue;
      updates++;
      this.#send(update);
    }
    if (updates > 0) this.#inFlight.push(updates);
    this.#scheduleRest();
  }

  #isDrawing(pane: PaneDiffer, now: number): boolean {
    if (!pane.terminal.emulator.synchronizing) {
      this.#syncSince.delete(pane);
      return false;
    }
    const since = this.#syncSince.get(pane) ?? now;
    this.#syncSince.set(pane, since);
    if (now - since < LONGEST_SYNC) return true;
    this.#syncSince.delete(pane);
    return false;
  }
}
