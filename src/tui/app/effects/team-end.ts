import type {Link} from '../state/state.ts';

/** Tries after which nobody is expected to come back when supervisor and host are both gone. The third is after about two seconds. */
const TRIES = 3;

/**
 * Tells that the team has ended. A supervisor that went away alone may come back, and so may a host; when this screen ended the team, or when
 * neither of the two can be found any more, nobody will.
 */
export class TeamEnd {
  readonly #onEnd: () => void;
  #supervisor: Link = {state: 'up'};
  #host: Link = {state: 'up'};
  isAskedFor = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  set supervisor(link: Link) {
    this.#supervisor = link;
    this.#look();
  }

  set host(link: Link) {
    this.#host = link;
    this.#look();
  }

  #look(): void {
    if (this.#supervisor.state === 'up') return;
    const nobodyThere = this.#host.state === 'away' && this.#host.tries >= TRIES && this.#supervisor.tries >= TRIES;
    if (this.isAskedFor || nobodyThere) this.#onEnd();
  }
}
