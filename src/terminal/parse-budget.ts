/** Length of a window, and how much of it may go into parsing: the rest is for keys and frames. Milliseconds. */
const WINDOW = 16;
const BUDGET = 6;
/** What one terminal may bring in a window; one that somebody looks at and types into, more. Bytes. */
const SHARE = 64 * 1024;
const FOCUSED_SHARE = 8 * SHARE;
/** node-pty throws away what was not read 200 ms after a program's end, so none is kept waiting near that long. Milliseconds. */
const LONGEST_PAUSE = 80;

/** A source of output that can be made to wait. */
export interface ParsedTerminal {
  readonly focused: boolean;
  parse(chunk: Uint8Array): void;
  pause(): void;
  resume(): void;
}

interface Waiting {
  readonly chunks: Uint8Array[];
  readonly since: number;
}

/** Divides parsing time fairly between terminals: a flood in one of them delays neither the others nor a key. Its program waits meanwhile. */
export class ParseBudget implements Disposable {
  readonly #brought = new Map<ParsedTerminal, number>();
  readonly #waiting = new Map<ParsedTerminal, Waiting>();
  #windowBegan = 0;
  #spent = 0;
  #timer: NodeJS.Timeout | null = null;

  /** Parses the chunk now, or in one of the next windows. Chunks of one terminal stay in order. */
  offer(terminal: ParsedTerminal, chunk: Uint8Array): void {
    const now = performance.now();
    if (now - this.#windowBegan >= WINDOW) this.#begin(now);
    const waiting = this.#waiting.get(terminal);
    if (waiting) waiting.chunks.push(chunk);
    else if (this.#mayParse(terminal)) this.#parse(terminal, chunk);
    else this.#defer(terminal, chunk, now);
  }

  /** Its program has ended: what still waits is parsed now. */
  finish(terminal: ParsedTerminal): void {
    for (const chunk of this.#waiting.get(terminal)?.chunks ?? []) terminal.parse(chunk);
    this.#waiting.delete(terminal);
    this.#brought.delete(terminal);
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #mayParse(terminal: ParsedTerminal): boolean {
    return this.#spent < BUDGET && (this.#brought.get(terminal) ?? 0) < (terminal.focused ? FOCUSED_SHARE : SHARE);
  }

  #parse(terminal: ParsedTerminal, chunk: Uint8Array): void {
    const begun = performance.now();
    terminal.parse(chunk);
    this.#spent += performance.now() - begun;
    this.#brought.set(terminal, (this.#brought.get(terminal) ?? 0) + chunk.length);
  }

  #defer(terminal: ParsedTerminal, chunk: Uint8Array, now: number): void {
    terminal.pause();
    this.#waiting.set(terminal, {chunks: [chunk], since: now});
    this.#timer ??= setTimeout(() => this.#nextWindow(), this.#windowBegan + WINDOW - now);
  }

  #begin(now: number): void {
    this.#windowBegan = now;
    this.#spent = 0;
    this.#brought.clear();
  }

  #nextWindow(): void {
    this.#timer = null;
    this.#begin(performance.now());
    // The focused one first; the others in the order in which they began to wait, so that everybody gets a turn.
    const turns = [...this.#waiting].sort(([a], [b]) => Number(b.focused) - Number(a.focused));
    for (const [terminal, waiting] of turns) {
      const overdue = this.#windowBegan - waiting.since > LONGEST_PAUSE;
      if (!overdue && !this.#mayParse(terminal)) continue;
      this.#waiting.delete(terminal);
      for (const chunk of waiting.chunks) this.#parse(terminal, chunk);
      terminal.resume();
    }
    if (this.#waiting.size > 0) this.#timer = setTimeout(() => this.#nextWindow(), WINDOW);
  }
}
