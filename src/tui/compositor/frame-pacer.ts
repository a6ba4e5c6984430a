/** Sixty frames a second: more cannot be seen. */
const FRAME_MS = 1000 / 60;
/** What answers a key is shown sooner than that; several answers within this time share a frame. */
const ANSWER_MS = 1.5;
/** For how long after a key changes count as its answer. */
const KEY_MS = 100;

/** Says when to paint: at once what answers a key, otherwise at most sixty times a second, and not at all when nothing changes. */
export class FramePacer implements Disposable {
  readonly #paint: () => void;
  #lastFrame = Number.NEGATIVE_INFINITY;
  #lastKey = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  #immediate: NodeJS.Immediate | null = null;

  constructor(paint: () => void) {
    this.#paint = paint;
  }

  /** A key was pressed: its answer is awaited. */
  keyPressed(): void {
    this.#lastKey = performance.now();
  }

  /** Something changed; `maybeAnswer` when it can be the answer to a key. */
  request(maybeAnswer: boolean): void {
    const now = performance.now();
    const gap = maybeAnswer && now - this.#lastKey < KEY_MS ? ANSWER_MS : FRAME_MS;
    this.#paintAt(this.#lastFrame + gap, now);
  }

  /**
   * As `request`, for what Ink drew: it says where the panes are only after React has run the effects of that frame, which it does in an
   * immediate of its own.
   */
  requestAfterEffects(): void {
    setImmediate(() => this.request(true));
  }

  [Symbol.dispose](): void {
    this.#cancel();
  }

  #paintAt(due: number, now: number): void {
    if (this.#immediate || due >= this.#due) return;
    this.#cancel();
    // After everything else that has come at the same time.
    if (due <= now) this.#immediate = setImmediate(this.#paintNow);
    else {
      this.#due = due;
      this.#timer = setTimeout(this.#paintNow, Math.ceil(due - now));
    }
  }

  readonly #paintNow = (): void => {
    this.#cancel();
    this.#lastFrame = performance.now();
    this.#paint();
  };

  #cancel(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#immediate) clearImmediate(this.#immediate);
    this.#timer = null;
    this.#immediate = null;
    this.#due = Number.POSITIVE_INFINITY;
  }
}
