/** Notices when nothing has been heard for too long. */
export class Silence implements Disposable {
  readonly tooLong: Promise<void>;
  readonly #limit: number;
  readonly #resolve: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** Milliseconds. */
  constructor(limit: number) {
    const {promise, resolve} = Promise.withResolvers<void>();
    this.tooLong = promise;
    this.#resolve = resolve;
    this.#limit = limit;
    this.broken();
  }

  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#resolve, this.#limit);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
