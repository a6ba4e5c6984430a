/** A person who drags a window's border asks for many sizes; the last one after this long is meant. Milliseconds. */
const COALESCE = 50;

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

interface Resizable {
  resize(cols: number, rows: number): void;
}

/** Resizes terminals one after the other: breaking the lines anew takes 3–17 ms a terminal, and keys come in between. */
export class ResizeQueue implements Disposable {
  readonly #wanted = new Map<Resizable, Size>();
  #timer: NodeJS.Timeout | null = null;
  #turn: NodeJS.Immediate | null = null;

  /** The last size that was added for a terminal is the one it gets. */
  add(terminal: Resizable, size: Size): void {
    this.#wanted.set(terminal, size);
    if (!this.#timer && !this.#turn) this.#timer = setTimeout(() => this.#resizeNext(), COALESCE);
  }

  forget(terminal: Resizable): void {
    this.#wanted.delete(terminal);
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#turn) clearImmediate(this.#turn);
    this.#wanted.clear();
  }

  #resizeNext(): void {
    this.#timer = null;
    this.#turn = null;
    const [first] = this.#wanted;
    if (!first) return;
    const [terminal, {cols, rows}] = first;
    this.#wanted.delete(terminal);
    this.#turn = setImmediate(() => this.#resizeNext());
    terminal.resize(cols, rows);
  }
}
