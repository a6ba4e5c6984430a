import {ConnectionLostError} from './connection-lost.ts';

/** Something is heard of a busy process far more often than this; a stopped one is asked after one such time. Milliseconds. */
const LISTEN = 5_000;
/** So many times in a row without a sound, asked meanwhile, and the other end counts as silent. */
const SILENT_AFTER = 4;

export interface OpenRequestsOptions {
  /** Asks for any answer at all. */
  readonly ping: () => void;
  /** The other end is connected, and has not answered anything for 20 s; or it does again. */
  readonly onSilence: (silent: boolean) => void;
}

/**
 * The requests of one connection that wait for an answer. While there are any, it is watched that the other end still says something: a process
 * that was stopped (SIGSTOP), or hangs, keeps its connections and answers nothing, for ever.
 */
export class OpenRequests {
  readonly #options: OpenRequestsOptions;
  readonly #pending = new Map<number, {resolve: (value: never) => void; reject: (error: Error) => void}>();
  #nextId = 1;
  #ended: Error | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** Times without a sound, counted and not measured: when this process itself was stopped, only one of them has passed. */
  #silentTimes = 0;

  constructor(options: OpenRequestsOptions) {
    this.#options = options;
  }

  get ended(): boolean {
    return this.#ended !== null;
  }

  begin<T>(send: (id: number) => void): Promise<T> {
    if (this.#ended) return Promise.reject(new ConnectionLostError('The connection is closed.', {cause: this.#ended}));
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      this.#pending.set(id, {resolve, reject});
      this.#timer ??= setInterval(() => this.#listen(), LISTEN);
      send(id);
    });
  }

  /** Something came, whatever it was. */
  heard(): void {
    if (this.#silentTimes >= SILENT_AFTER) this.#options.onSilence(false);
    this.#silentTimes = 0;
  }

  settle(id: number, answer: {readonly result: unknown} | {readonly error: Error}): void {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#stopListening();
    if ('error' in answer) waiting?.reject(answer.error);
    else waiting?.resolve(answer.result as never);
  }

  /** Everything that waits is rejected, and so is what is asked from now on. False: it had ended already. */
  end(error: Error): boolean {
    if (this.#ended) return false;
    this.#ended = error;
    this.#stopListening();
    for (const {reject} of this.#pending.values()) reject(error);
    this.#pending.clear();
    return true;
  }

  #stopListening(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#silentTimes = 0;
  }

  #listen(): void {
    this.#silentTimes += 1;
    if (this.#silentTimes === SILENT_AFTER) this.#options.onSilence(true);
    else if (this.#silentTimes < SILENT_AFTER) this.#options.ping();
  }
}
