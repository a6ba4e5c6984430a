import type {Claim, Event, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import type {Asking} from './line.ts';
import {thingsOf} from './resources.ts';
import type {SessionOracle} from './sessions.ts';

interface Held extends Asking {
  readonly resources: ReadonlySet<string>;
  readonly id: string;
  readonly incarnation: number;
  readonly fence: number;
  expiresAt: number;
}

/** Who holds what, worked out from grants and ends alone, thing by thing: nothing of the product's own rules or index is in it. */
export class ClaimOracle {
  readonly #sessions: SessionOracle;
  readonly #held = new Map<string, Held>();
  readonly #granted = new Map<string, string>();
  #lastFence = 0;

  constructor(sessions: SessionOracle) {
    this.#sessions = sessions;
  }

  /** Of a live claim or an ended one. */
  holderOf(id: string): string | undefined {
    return this.#granted.get(id);
  }

  held(id: string): Held | undefined {
    return this.#held.get(id);
  }

  speaksFor(session: string, incarnation: number): boolean {
    return this.#sessions.isRunning(session, incarnation);
  }

  live(at: number): Held[] {
    return [...this.#held.values()].filter(({expiresAt}) => expiresAt > at);
  }

  take({body, at}: Event): void {
    switch (body.type) {
      case 'claim.granted':
        this.#grant(body.claim, at);
        break;
      case 'claim.renewed': {
        const held = this.#held.get(body.claim);
        must(held !== undefined && held.expiresAt > at, 'what is over is not renewed', () => `${body.claim} at ${at}`);
        held.expiresAt = body.expiresAt;
        this.#alone(held, at);
        break;
      }
      case 'claim.ended':
        this.#end(body, at);
        break;
      case 'claim.refused': {
        if (body.claim.startsWith('W-')) break;
        const held = this.#held.get(body.claim);
        const live = held !== undefined && held.expiresAt > at;
        must(live, 'only a live claim stands in the way', () => `${body.claim} refused ${body.session}`);
        must(held.who === body.holder && held.who !== body.session, 'only the claim of another stands in the way', () => body.claim);
        break;
      }
      case 'journal.restored':
        this.#lastFence = Math.max(this.#lastFence + body.jump, body.floor);
        break;
    }
  }

  /** A fence is good for what its claim holds, as long as that is live. */
  heldBy(fence: number, at: number, holder?: string): Held | undefined {
    return this.live(at).find((held) => held.fence === fence && (holder === undefined || held.who === holder));
  }

  /** After all events of a command: nothing is held by one who is gone. */
  afterCommand(type: string, events: readonly Event[]): void {
    const at = events.at(-1)?.at ?? 0;
    if (type === 'time.pass') {
      for (const {id, expiresAt} of this.#held.values()) must(expiresAt > at, 'what has expired is written down', () => id);
    }
    // Moved as a whole: for no moment was it free, or held by two.
    const given = events.filter(({body}) => body.type === 'claim.ended' && body.how === 'given').length;
    const granted = events.filter(({body}) => body.type === 'claim.granted').length;
    must(given === 0 || given === granted, 'what is handed over is never free', () => `${given} were given and ${granted} granted`);
    if (!events.some(({body}) => body.type === 'session.exited' || body.type === 'session.removed')) return;
    for (const {id, who, incarnation} of this.#held.values()) {
      must(this.#sessions.isRunning(who, incarnation), 'claims end with their holder', () => `${id} of ${who} ${incarnation}`);
    }
  }

  compare(team: Team): void {
    const ids = Object.keys(team.claims);
    must(ids.length === this.#held.size, 'the state has every claim', () => `${ids} for ${[...this.#held.keys()]}`);
    for (const {id, who, expiresAt} of this.#held.values()) {
      const claim = team.claims[id];
      must(claim?.holder === who && claim.expiresAt === expiresAt, 'the state has every claim', () => `${id} of ${who}`);
    }
    must(team.counters.fence === this.#lastFence, 'the state has the last fence', () => `${team.counters.fence} for ${this.#lastFence}`);
  }

  #end({claim, how, by}: Extract<Event['body'], {type: 'claim.ended'}>, at: number): void {
    const held = this.#held.get(claim);
    must(held !== undefined, 'a claim ends once', () => claim);
    must(how !== 'expired' || held.expiresAt <= at, 'no claim expires early', () => `${claim}: ${held.expiresAt - at} ms left`);
    must(how !== 'released' || by === held.who, 'only its holder releases a claim', () => `${claim} by ${by}`);
    must(how !== 'forced' || by === 'human', 'only a person takes a claim away', () => `${claim} by ${by}`);
    const mayGive = (by === held.who || by === 'human') && held.expiresAt > at;
    must(how !== 'given' || mayGive, 'only its holder or a person hands a claim over', () => `${claim} by ${by}`);
    this.#held.delete(claim);
  }

  #grant(claim: Claim, at: number): void {
    const {id, holder, incarnation, expiresAt, fence} = claim;
    must(!this.#granted.has(id), 'an id is given once', () => id);
    must(fence > this.#lastFence, 'fences grow', () => `${id} has ${fence}, and the last one was ${this.#lastFence}`);
    must(this.#sessions.isRunning(holder, incarnation), 'only a running session holds a claim', () => `${id} of ${holder} ${incarnation}`);
    must(expiresAt > at, 'a claim lasts', () => id);
    const resources = new Set(claim.resources.map(({kind, pattern}) => `${kind}:${pattern}`));
    const held = {
      id,
      who: holder,
      incarnation,
      fence,
      shared: claim.mode === 'shared',
      things: thingsOf(claim.resources),
      expiresAt,
      resources,
    };
    this.#lastFence = fence;
    this.#granted.set(id, holder);
    this.#alone(held, at);
    this.#held.set(id, held);
  }

  #alone(held: Held, at: number): void {
    for (const other of this.#held.values()) {
      const apart = other.who === held.who || other.expiresAt <= at || (other.shared && held.shared);
      must(apart || (other.things & held.things) === 0, 'two never hold the same', () => {
        return `${held.id} of ${held.who} and ${other.id} of ${other.who}`;
      });
    }
  }
}
