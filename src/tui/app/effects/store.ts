import type {ScreenEvent} from '../state/event.ts';
import {reduce} from '../state/reduce.ts';
import type {ScreenState} from '../state/state.ts';

/** `person`: somebody pressed a key and looks; shown at once. `team`: may wait for the next picture. */
export type Cause = 'person' | 'team';

/** Holds the state and tells whoever follows that it changed. */
export class Store {
  #state: ScreenState;
  readonly #listeners = new Set<(cause: Cause) => void>();

  constructor(initial: ScreenState) {
    this.#state = initial;
  }

  get state(): ScreenState {
    return this.#state;
  }

  dispatch(event: ScreenEvent, cause: Cause): void {
    const next = reduce(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener(cause);
  }

  onChange(listener: (cause: Cause) => void): Disposable {
    this.#listeners.add(listener);
    return {[Symbol.dispose]: () => this.#listeners.delete(listener)};
  }
}
