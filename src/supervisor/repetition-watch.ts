import {
  type Actor,
  type CommandBody,
  deedOf,
  type Event,
  forget,
  NOTHING_DONE,
  type RepetitionMemory,
  remember,
  repetitionOf,
  type SessionId,
  type Team,
} from '../core/index.ts';

export interface RepetitionHost {
  readonly team: Team;
  now(): number;
  execute(body: CommandBody): Promise<unknown>;
  log(line: string): void;
}

/** Sees whether sessions repeat themselves. Only what it comes to is written down; beats that say nothing new are no events. */
export class RepetitionWatch {
  readonly #host: RepetitionHost;
  #memory: RepetitionMemory = NOTHING_DONE;

  constructor(host: RepetitionHost) {
    this.#host = host;
  }

  /** A command that was accepted. */
  saw(actor: Actor, body: CommandBody): void {
    if (actor.kind !== 'session') return;
    const {action, after} = this.#host.team.policy.repetition;
    if (action === 'off') {
      // Also the mark of what was found before the rule was changed goes.
      this.#memory = NOTHING_DONE;
      this.#compare(actor.session, after);
      return;
    }
    const deed = deedOf(actor.session, body, this.#host.now());
    if (!deed) return;
    this.#memory = remember(this.#memory, deed, after);
    this.#compare(actor.session, after);
    if (deed.kind === 'message') this.#compare(deed.to, after);
  }

  /** After a start, and when a person lets it go on, a session has the whole count again. */
  takeIn(events: readonly Event[]): void {
    for (const {body} of events) {
      if (body.type === 'session.started' || (body.type === 'session.paused' && !body.paused)) {
        this.#memory = forget(this.#memory, body.session);
      }
    }
  }

  /** What was seen, and what is written down. Told twice, it is written once. */
  #compare(id: SessionId, after: number): void {
    const session = Object.hasOwn(this.#host.team.sessions, id) ? this.#host.team.sessions[id] : undefined;
    const finding = repetitionOf(this.#memory, id, after);
    if (!session || (session.repetition?.kind ?? null) === (finding?.kind ?? null)) return;
    this.#host
      .execute({type: 'session.repetition', session: id, incarnation: session.incarnation, finding})
      .catch((error) => this.#host.log(`repetition of ${id}: ${error}`));
  }
}
