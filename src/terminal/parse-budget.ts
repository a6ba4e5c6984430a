/** Length of a window. Milliseconds. */
const WINDOW = 16;
/**
 * Time for parsing within a window: of all terminals that nobody types into, and of the focused ones besides. A turn of the event loop reads
 * 4 KB of each, so that keys come in between whatever the sum is. Milliseconds.
 */
const TIME = {others: 6, focused: 15};
/** What one terminal may bring in a window: 4 MB/s is more than any person reads; the focused one is waited for. Bytes. */
const AMOUNT = {others: 64 * 1024, focused: 8 * 64 * 1024};

/** How long floods wait at most for the answer to a key, and how long after a key that got none the next one is not waited for. Milliseconds. */
const LONGEST_FAVOUR = 30;
const AFTER_NO_ANSWER = 80;
/** What brought less than this in a window is no flood, and waits for nobody. Bytes. */
const FLOOD = 2 * 1024;

/** A source of output that can be made to wait. */
export interface ParsedTerminal {
  readonly focused: boolean;
  parse(chunk: Uint8Array): void;
  pause(): void;
  resume(): void;
}

type Kind = keyof typeof TIME;
const kindOf = (terminal: ParsedTerminal): Kind => (terminal.focused ? 'focused' : 'others');

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
  /** Among how many the time is divided: those that brought a flood in the last window. */
  #sharers = {others: 1, focused: 1};
  #spent = {others: 0, focused: 0};
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
    const kind = kindOf(terminal);
    this.#spent[kind] += now - before;
    if (terminal === this.#favoured) this.#answered();
    if (use.bytes < FLOOD) return;
    const within = use.time < TIME[kind] / this.#sharers[kind] && use.bytes < AMOUNT[kind] && this.#spent[kind] < TIME[kind];
    if (!within || this.#favoured) this.#pause(terminal, now);
  }

  /**
   * A person typed into this terminal: floods elsewhere are not read until it has answered. That quiets their programs, too, so that the
   * processor is free for the answer.
   */
  favour(terminal: ParsedTerminal): void {
    const now = performance.now();
    if (now - this.#favouredAt < AFTER_NO_ANSWER) return;
    this.#favoured = terminal;
    this.#favouredAt = now;
    for (const [other, use] of this.#used) if (other !== terminal && use.bytes >= FLOOD) this.#pause(other, now);
  }

  /** Its program has ended. */
  forget(terminal: ParsedTerminal): void {
    if (terminal === this.#favoured) this.#answered();
    this.#used.delete(terminal);
    this.#paused.delete(terminal);
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #answered(): void {
    this.#favoured = null;
    this.#favouredAt = Number.NEGATIVE_INFINITY;
  }

  #pause(terminal: ParsedTerminal, now: number): void {
    terminal.pause();
    this.#paused.add(terminal);
    this.#timer ??= setTimeout(() => this.#nextWindow(), Math.max(0, this.#began + WINDOW - now));
  }

  #begin(now: number): void {
    this.#began = now;
    const floods = {others: 0, focused: 0};
    for (const [terminal, use] of this.#used) if (use.bytes >= FLOOD) floods[kindOf(terminal)]++;
    this.#sharers = {others: Math.max(1, floods.others), focused: Math.max(1, floods.focused)};
    this.#spent = {others: 0, focused: 0};
    this.#used.clear();
  }

  #nextWindow(): void {
    this.#timer = null;
    const now = performance.now();
    const favour = this.#favoured ? this.#favouredAt + LONGEST_FAVOUR - now : 0;
    if (favour > 0) {
      this.#timer = setTimeout(() => this.#nextWindow(), favour);
      return;
    }
    this.#favoured = null;
    this.#begin(now);
    const waiting = [...this.#paused];
    this.#paused.clear();
    for (const terminal of waiting) terminal.resume();
  }
}
