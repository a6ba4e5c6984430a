import type {Store} from './store.ts';

/** How long a toast stays without a key: time to read one line, or to see a problem after looking away. Milliseconds. */
const STAY = {done: 4_000, note: 4_000, problem: 12_000} as const;

/** Takes toasts away after their time. */
export class ToastTimer implements Disposable {
  readonly #following: Disposable;
  #timer: NodeJS.Timeout | null = null;
  #toast: number | null = null;

  constructor(store: Store) {
    this.#following = store.onChange(() => {
      const {toast} = store.state;
      if ((toast?.id ?? null) === this.#toast) return;
      this.#toast = toast?.id ?? null;
      if (this.#timer) clearTimeout(this.#timer);
      this.#timer = toast && setTimeout(() => store.dispatch({type: 'toast.over', id: toast.id}, 'team'), STAY[toast.kind]);
    });
  }

  [Symbol.dispose](): void {
    this.#following[Symbol.dispose]();
    if (this.#timer) clearTimeout(this.#timer);
  }
}
