import type {SessionHub} from '../agents/adapter.ts';
import type {Actor, CommandBody, Message, SessionId, Team, Verdict} from '../core/index.ts';
import {countUndelivered, deliverableTo, renderMail, undeliveredTo} from '../core/index.ts';
import type {Timers} from './timers.ts';

/** An offer that was not seen to arrive within this time is made again: the hook was cut off, or the client let it fall. Milliseconds. */
const OFFER_LIMIT = 10_000;
/** A ring that nobody answered is repeated after this time … */
const RING_AGAIN = 5_000;
/** … at most this often; then a person is told. */
const MOST_RINGS = 6;
/** Hook context holds 10,000 characters; the rest is for the client's own words around it. */
const MAIL_LIMIT = 9_000;

export interface DeliveryHost {
  readonly team: Team;
  now(): number;
  execute(actor: Actor, body: CommandBody): Promise<Verdict>;
  /** `null`: not running, or its client cannot be woken. */
  ringer(session: SessionId): {hub: SessionHub; ring(hub: SessionHub): Promise<void>} | null;
}

const SUPERVISOR: Actor = {kind: 'supervisor'};

/** Brings messages into sessions: busy ones fetch them at their next hook, idle ones are rung. */
export class MailDelivery {
  readonly #host: DeliveryHost;
  readonly #timers: Timers;
  readonly #rings = new Map<SessionId, number>();
  /** The taking that goes on for a session: two hooks at once must not both carry the same. */
  readonly #taking = new Map<SessionId, Promise<unknown>>();

  constructor(host: DeliveryHost, timers: Timers) {
    this.#host = host;
    this.#timers = timers;
  }

  /** Mail to put into the answer of a hook. Marked as offered before it is given out, so that two hooks at once do not both carry it. */
  async take(session: SessionId, via: string): Promise<{text: string; messages: readonly Message[]} | null> {
    const mine = (this.#taking.get(session) ?? Promise.resolve()).catch(() => {}).then(() => this.#takeNow(session, via));
    this.#taking.set(session, mine);
    try {
      return await mine;
    } finally {
      if (this.#taking.get(session) === mine) this.#taking.delete(session);
    }
  }

  async #takeNow(session: SessionId, via: string): Promise<{text: string; messages: readonly Message[]} | null> {
    const {mail: waiting, lost} = this.#deliverable(session);
    if (this.#host.team.sessions[session]?.paused) return null;
    if (waiting.length === 0) {
      if (lost.length > 0) await this.#offer(session, lost, via);
      return null;
    }
    const {text, included} = renderMail(waiting, MAIL_LIMIT);
    const verdict = await this.#offer(session, [...lost, ...included], via);
    if (!verdict.ok) return null;
    this.#rings.delete(session);
    return {text, messages: waiting.filter((message) => included.includes(message.id))};
  }

  /** There is (or may be) mail for this session: see to it that it comes. */
  attend(session: SessionId): void {
    const team = this.#host.team;
    const state = team.sessions[session];
    if (state?.life !== 'running' || state.paused || countUndelivered(team, session) === 0) {
      this.#timers.clear(`ring ${session}`);
      this.#rings.delete(session);
      return;
    }
    const ringer = this.#host.ringer(session);
    if (!ringer) return;
    const rings = this.#rings.get(session) ?? 0;
    // A session that works fetches its mail at the next hook, and one in a dialog would not read it: look again later, without counting.
    if (state.activity === 'idle' && !state.waiting && this.#hasDeliverable(session)) {
      if (rings >= MOST_RINGS) {
        void this.#giveUp(session, undeliveredTo(team, session));
        return;
      }
      this.#rings.set(session, rings + 1);
      ringer.ring(ringer.hub).catch((error) => ringer.hub.log(`ring failed: ${error}`));
    }
    this.#timers.set(`ring ${session}`, RING_AGAIN, () => this.attend(session));
  }

  async #giveUp(session: SessionId, pending: readonly Message[]): Promise<void> {
    const ids = pending.map((message) => message.id).join(', ');
    await this.#host.execute(SUPERVISOR, {
      type: 'attention.raise',
      kind: 'delivery',
      session,
      key: `${session}:delivery`,
      title: `${session} does not fetch its mail`,
      detail: `${ids}: rung ${MOST_RINGS} times while it was idle, and no hook came to fetch it. Look at its pane; are its hooks switched off?`,
      choices: [{id: 'ok', label: 'Understood'}],
    });
  }

  /** Those that a newer message has replaced meanwhile end with it. */
  #offer(session: SessionId, messages: readonly string[], via: string): Promise<Verdict> {
    return this.#host.execute(SUPERVISOR, {type: 'message.delivered', messages, recipient: session, state: 'offered', evidence: via});
  }

  #hasDeliverable(session: SessionId): boolean {
    const {mail, lost} = this.#deliverable(session);
    return mail.length > 0 || lost.length > 0;
  }

  #deliverable(session: SessionId) {
    return deliverableTo(this.#host.team, session, this.#host.now() - OFFER_LIMIT);
  }
}
