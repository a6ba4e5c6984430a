import type {CommandBody, Session, Team, Verdict} from '../core/index.ts';
import {isAlive} from '../platform/process-identity.ts';
import type {Timers} from './timers.ts';

/** How soon the end of a process is seen that is not our child: nothing tells us of it. Milliseconds. */
const LOOK = 2_000;

export interface GuestHost {
  readonly team: Team;
  execute(body: CommandBody): Promise<Verdict>;
}

/** Watches the processes of sessions that people started by hand, where they said which: their end is the end of the session. */
export class Guests {
  readonly #host: GuestHost;
  readonly #timers: Timers;

  constructor(host: GuestHost, timers: Timers) {
    this.#host = host;
    this.#timers = timers;
  }

  /** A look is planned for as long as there is anybody to look at. */
  attend(): void {
    if (this.#watched().length === 0) this.#timers.clear('guests');
    else if (!this.#timers.has('guests')) this.#timers.set('guests', LOOK, () => this.#look());
  }

  #look(): void {
    for (const {id, incarnation, process} of this.#watched()) {
      if (process && !isAlive(process)) {
        // Written down at the next look where it could not be now.
        this.#host.execute({type: 'session.exited', session: id, incarnation, code: null, signal: null}).catch(() => {});
      }
    }
    this.attend();
  }

  #watched(): Session[] {
    return Object.values(this.#host.team.sessions).filter(
      ({origin, life, process}) => origin === 'joined' && life === 'running' && process !== null,
    );
  }
}
