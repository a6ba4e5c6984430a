import type {Board} from '../../../core/index.ts';
import type {Surface} from '../../surface.ts';
import {cleanLine} from '../text/width.ts';

/** Tells a person who looks elsewhere that something waits: a bell, and a notification of the outer terminal. */
export class Caller {
  readonly #surface: Pick<Surface, 'bell' | 'notify'>;
  /** `null`: this terminal does not tell whether it has the focus. */
  #focused: boolean | null = null;
  #known: ReadonlySet<string> | null = null;

  constructor(surface: Pick<Surface, 'bell' | 'notify'>) {
    this.#surface = surface;
  }

  set focused(focused: boolean) {
    this.#focused = focused;
  }

  see({attention, team}: Board): void {
    const known = this.#known;
    this.#known = new Set(attention.map(({id}) => id));
    // What waited before the screen opened is on the screen.
    if (known === null || this.#focused === true) return;
    const fresh = attention.filter(({id}) => !known.has(id));
    const [first] = fresh;
    if (!first) return;
    this.#surface.bell();
    if (this.#focused === null) return;
    const others = fresh.length > 1 ? ` (and ${fresh.length - 1} more)` : '';
    this.#surface.notify(cleanLine(`${first.session ?? team}: ${first.title}${others}`));
  }
}
