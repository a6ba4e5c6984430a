/** Length of a window. Milliseconds. */
const WINDOW = 16;
/** Time for parsing within a window: of all terminals that nobody types into, and of the focused ones besides. Milliseconds. */
const TIME = {others: 6, focused: 12};
/** What one terminal may bring in a window: 4 MB/s is more than any person reads; the focused one is waited for. Bytes. */
const AMOUNT = {others: 64 * 1024, focused: 8 * 64 * 1024};

/** A source of output that can be made to wait. */
export interface ParsedTerminal {
  readonly focused: boolean;
  parse(chunk: Uint8Array): void;
  pause(): void;
  resume(): void;
}

interface Use {
  time: number;
  bytes: number;
}

/**
 * Divides parsing between terminals: a flood in one of them delays neither the others nor a key. What has arrived is parsed at once; a
 * terminal that has used up its share is not read until the next window, so that its program waits. A pause never outlasts a window: node-pty
 * throws away what was not read 200 ms after a program's end.
 */
export class ParseBudget implements Disposable {
  readonly #used = new Map<ParsedTerminal, Use>();
  readonly #paused = new Set<ParsedTerminal>();
  /** Among how many the time is divided: those that wanted more than they got in the last window. */
  #sharers = {others: 1, focused: 1};
  #began = 0;
  #timer: NodeJS.Timeout | null = null;

  take(terminal: ParsedTerminal, chunk: Uint8Array): void {
    const before = performance.now();
    if (before - this.#began >= WINDOW && this.#paused.size === 0) this.#begin(before);
    terminal.parse(chunk);
    const now = performance.now();
    const use = this.#used.get(terminal) ?? {time: 0, bytes: 0};
    use.time += now - before;
    use.bytes += chunk.length;
    this.#used.set(terminal, use);
    const kind = terminal.focused ? 'focused' : 'others';
    if (use.time < TIME[kind] / this.#sharers[kind] && use.bytes < AMOUNT[kind]) return;
    terminal.pause();
    this.#paused.add(terminal);
    this.#timer ??= setTimeout(() => this.#nextWindow(), Math.max(0, this.#began + WINDOW - now));
  }

  /** Its program has ended. */
  forget(terminal: ParsedTerminal): void {
    this.#used.delete(terminal);
    this.#paused.delete(terminal);
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #begin(now: number): void {
    this.#began = now;
    this.#used.clear();
    const focused = [...this.#paused].filter((terminal) => terminal.focused).length;
    this.#sharers = {others: Math.max(1, this.#paused.size - focused), focused: Math.max(1, focused)};
  }

  #nextWindow(): void {
    this.#timer = null;
    this.#begin(performance.now());
    const waiting = [...this.#paused];
    this.#paused.clear();
    for (const terminal of waiting) terminal.resume();
  }
}
