import type {Command, Event, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';

interface Known {
  incarnation: number;
  running: boolean;
  /** It ended too often: no further start is made by itself. */
  gaveUp: boolean;
  role: string;
}

/** Who is in the team, by events alone: one process of a name at a time, and an older one is never heard. */
export class SessionOracle {
  readonly #sessions = new Map<string, Known>();

  isRunning(id: string, incarnation: number): boolean {
    const session = this.#sessions.get(id);
    return session?.running === true && session.incarnation === incarnation;
  }

  isMember(id: string): boolean {
    return this.#sessions.has(id);
  }

  hasGivenUp(id: string): boolean {
    return this.#sessions.get(id)?.gaveUp === true;
  }

  roleOf(id: string): string | undefined {
    return this.#sessions.get(id)?.role;
  }

  /** Before the first event of a command. That it was turned away is all that an old incarnation may leave behind. */
  mayAct({actor, body}: Command, events: readonly Event[]): void {
    if (actor.kind !== 'session' || events.every((event) => event.body.type === 'write.refused')) return;
    must(this.isRunning(actor.session, actor.incarnation), 'an old incarnation is never heard', () => {
      return `${body.type} of ${actor.session}, incarnation ${actor.incarnation}, changed something`;
    });
  }

  take({body}: Event): void {
    switch (body.type) {
      case 'session.registered': {
        const known = this.#sessions.get(body.spec.id);
        this.#sessions.set(body.spec.id, {incarnation: 0, running: false, gaveUp: false, ...known, role: body.spec.role});
        break;
      }
      case 'session.removed':
        must(!this.#sessions.get(body.session)?.running, 'a running session stays in the team', () => body.session);
        this.#sessions.delete(body.session);
        break;
      case 'session.startRequested':
        this.#known(body.session).gaveUp = false;
        break;
      case 'session.started': {
        const session = this.#known(body.session);
        must(!session.running, 'one process of a session at a time', () => `${body.session} was started while it runs`);
        must(body.incarnation === session.incarnation + 1, 'incarnations grow by one', () => `${body.session}: ${body.incarnation}`);
        session.incarnation = body.incarnation;
        session.running = true;
        session.gaveUp = false;
        break;
      }
      case 'session.exited': {
        const session = this.#known(body.session);
        must(session.incarnation === body.incarnation, 'an exit ends its own incarnation', () => `${body.session} ${body.incarnation}`);
        session.running = false;
        session.gaveUp = body.next.kind === 'give-up';
        break;
      }
    }
  }

  compare(team: Team): void {
    must(Object.keys(team.sessions).length === this.#sessions.size, 'the state has every session', () => Object.keys(team.sessions).join());
    for (const [id, {incarnation, running}] of this.#sessions) {
      const state = team.sessions[id];
      must(state?.incarnation === incarnation && (state.life === 'running') === running, 'the state has every session', () => {
        return `${id} is ${state?.life} ${state?.incarnation}, and the record says ${running ? 'running' : 'not running'} ${incarnation}`;
      });
    }
  }

  #known(id: string): Known {
    const session = this.#sessions.get(id);
    must(session !== undefined, 'only members do something', () => id);
    return session;
  }
}
