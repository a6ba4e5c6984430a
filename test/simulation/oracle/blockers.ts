import type {Event, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import type {AttentionOracle} from './attention.ts';

interface Open {
  readonly key: string;
  readonly on: string;
  readonly sessions: Set<string>;
}

/** What sessions cannot go on without, by events alone: whoever waits gets the one answer. */
export class BlockerOracle {
  readonly #attention: AttentionOracle;
  readonly #open = new Map<string, Open>();
  #last = 0;

  constructor(attention: AttentionOracle) {
    this.#attention = attention;
  }

  /** `events`: all of the command. */
  take({body, actor}: Event, events: readonly Event[]): void {
    switch (body.type) {
      case 'blocker.raised': {
        const {id, key, on, sessions} = body.blocker;
        must(Number(id.slice(2)) > this.#last, 'an id is given once', () => id);
        this.#last = Number(id.slice(2));
        must(![...this.#open.values()].some((one) => one.key === key), 'those who need the same wait together', () => `${id}: ${key}`);
        this.#open.set(id, {key, on, sessions: new Set(sessions)});
        for (const session of sessions) this.#mayWait(id, session);
        break;
      }
      case 'blocker.joined':
        must(!this.#of(body.blocker).sessions.has(body.session), 'a session waits once for a thing', () => body.blocker);
        this.#of(body.blocker).sessions.add(body.session);
        this.#mayWait(body.blocker, body.session);
        break;
      case 'blocker.left':
        must(this.#of(body.blocker).sessions.delete(body.session), 'only who waits stops waiting', () => body.blocker);
        this.#closeIfEmpty(body.blocker);
        break;
      case 'blocker.answered': {
        const {on, sessions} = this.#of(body.blocker);
        must(actor === 'human' || actor === on, 'only who can give it answers', () => `${body.blocker} on ${on} by ${actor}`);
        const told = events.flatMap((event) => (event.body.type === 'message.sent' ? [event.body.message.to] : []));
        const same = told.length === sessions.size && [...sessions].every((session) => told.includes(session));
        must(same, 'an answer reaches everybody who waits, once', () => `${body.blocker}: ${told} for ${[...sessions]}`);
        this.#open.delete(body.blocker);
        break;
      }
      case 'session.removed':
        for (const [id, {sessions}] of this.#open) if (sessions.delete(body.session)) this.#closeIfEmpty(id);
        break;
    }
  }

  compare(team: Team): void {
    const ids = Object.keys(team.blockers);
    must(ids.length === this.#open.size, 'the state has every blocker', () => `${ids} for ${[...this.#open.keys()]}`);
    const blocked = new Set<string>();
    for (const [id, {on, sessions}] of this.#open) {
      const shown = team.blockers[id]?.sessions ?? [];
      const same = shown.length === sessions.size && shown.every((session) => sessions.has(session));
      must(same, 'the state has every blocker', () => `${id}: ${shown} for ${[...sessions]}`);
      must(on !== 'human' || this.#attention.isAsked(`block:${id}`), 'a person is asked what only they can give', () => id);
      for (const session of sessions) blocked.add(session);
    }
    for (const {id, blocked: what} of Object.values(team.sessions)) {
      must((what !== null) === blocked.has(id), 'who waits is shown as waiting', () => `${id}: ${what}`);
    }
    for (const key of this.#attention.openKeys()) {
      must(!key.startsWith('block:') || this.#open.has(key.slice(6)), 'nobody is asked what nobody waits for', () => key);
    }
  }

  #mayWait(id: string, session: string): void {
    must(this.#of(id).on !== session, 'nobody waits for themselves', () => `${session} for ${id}`);
  }

  #closeIfEmpty(id: string): void {
    if (this.#open.get(id)?.sessions.size === 0) this.#open.delete(id);
  }

  #of(id: string): Open {
    const blocker = this.#open.get(id);
    must(blocker !== undefined, 'only what is open is answered', () => id);
    return blocker;
  }
}
