/** Length of a window. Milliseconds. */
const WINDOW = 16;
/** Time for parsing within a window: of all terminals that nobody types into, and of the focused ones besides. Milliseconds. */
const TIME = {others: 6, focused: 12};
/** What one terminal may bring in a window: 4 MB/s is more than any person reads; the focused one is waited for. Bytes. */
const AMOUNT = {others: 64 * 1024, focused: 8 * 64 * 1024};

/** How long the others wait at most for the answer to a key, and how long they are then left alone. Milliseconds. */
const LONGEST_FAVOUR = 30;
const BETWEEN_FAVOURS = 50;
/** What brought less than this in a window is no flood, and does not have to wait for a key. Bytes. */
const FLOOD = 4 * 1024;

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
  #favoured: ParsedTerminal | null = null;
  #favouredAt = Number.NEGATIVE_INFINITY;
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
    if (terminal === this.#favoured) this.#favoured = null;
    const kind = terminal.focused ? 'focused' : 'others';
    const within = use.time < TIME[kind] / this.#sharers[kind] && use.bytes < AMOUNT[kind];
    if (!within || (this.#favoured && use.bytes >= FLOOD)) this.#pause(terminal, now);
  }

  /**
   * A person typed into this terminal: floods elsewhere are not read until it has answered. That quiets their programs, too, so that the
   * processor is free for the answer.
   */
  favour(terminal: ParsedTerminal): void {
    const now = performance.now();
    if (now - this.#favouredAt < BETWEEN_FAVOURS && this.#favoured !== null) return;
    this.#favoured = terminal;
    this.#favouredAt = now;
    for (const [other, use] of this.#used)
      if (other !== terminal && use.bytes >= FLOOD && !this.#paused.has(other)) this.#pause(other, now);
  }

  /** Its program has ended. */
  forget(terminal: ParsedTerminal): void {
    if (terminal === this.#favoured) this.#favoured = null;
    this.#used.delete(terminal);
    this.#paused.delete(terminal);
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #pause(terminal: ParsedTerminal, now: number): void {
    terminal.pause();
    this.#paused.add(terminal);
    this.#timer ??= setTimeout(() => this.#nextWindow(), Math.max(0, this.#began + WINDOW - now));
  }

  #begin(now: number): void {
    this.#began = now;
    this.#used.clear();
    const focused = [...this.#paused].filter((terminal) => terminal.focused).length;
    this.#sharers = {others: Math.max(1, this.#paused.size - focused), focused: Math.max(1, focused)};
  }

  #nextWindow(): void {
    this.#timer = null;
    const now = performance.now();
    const favour = this.#favoured ? this.#favouredAt + LONGEST_FAVOUR - now : 0;
    if (favour > 0) {
      this.#timer = setTimeout(() => this.#nextWindow(), favour);
      return;
    }
    this.#begin(now);
    const waiting = [...this.#paused];
    this.#paused.clear();
    for (const terminal of waiting) terminal.resume();
  }
}
