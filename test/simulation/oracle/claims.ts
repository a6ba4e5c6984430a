import type {Claim, Event, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import {thingsOf} from './resources.ts';
import type {SessionOracle} from './sessions.ts';

interface Held {
  readonly id: string;
  readonly holder: string;
  readonly incarnation: number;
  readonly shared: boolean;
  readonly things: number;
  expiresAt: number;
}

/** Who holds what, worked out from grants and ends alone, thing by thing: nothing of the product's own rules or index is in it. */
export class ClaimOracle {
  readonly #sessions: SessionOracle;
  readonly #held = new Map<string, Held>();
  readonly #granted = new Set<string>();
  #lastFence = 0;

  constructor(sessions: SessionOracle) {
    this.#sessions = sessions;
  }

  wasGranted(id: string): boolean {
    return this.#granted.has(id);
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
      case 'claim.ended': {
        const held = this.#held.get(body.claim);
        must(held !== undefined, 'a claim ends once', () => body.claim);
        must(body.how !== 'expired' || held.expiresAt <= at, 'no claim expires early', () => `${held.id}: ${held.expiresAt - at} ms left`);
        must(body.how !== 'released' || body.by === held.holder, 'only its holder releases a claim', () => `${held.id} by ${body.by}`);
        this.#held.delete(held.id);
        break;
      }
      case 'claim.refused': {
        const held = this.#held.get(body.claim);
        must(
          held !== undefined && held.expiresAt > at,
          'only a live claim stands in the way',
          () => `${body.claim} refused ${body.session}`,
        );
        must(held.holder === body.holder && held.holder !== body.session, 'only the claim of another stands in the way', () => body.claim);
        break;
      }
    }
  }

  /** After all events of a command: nothing is held by one who is gone. */
  afterCommand(events: readonly Event[]): void {
    if (!events.some(({body}) => body.type === 'session.exited' || body.type === 'session.removed')) return;
    for (const {id, holder, incarnation} of this.#held.values()) {
      must(this.#sessions.isRunning(holder, incarnation), 'claims end with their holder', () => `${id} of ${holder} ${incarnation}`);
    }
  }

  compare(team: Team): void {
    const ids = Object.keys(team.claims);
    must(ids.length === this.#held.size, 'the state has every claim', () => `${ids} for ${[...this.#held.keys()]}`);
    for (const {id, holder, expiresAt} of this.#held.values()) {
      const claim = team.claims[id];
      must(claim?.holder === holder && claim.expiresAt === expiresAt, 'the state has every claim', () => `${id} of ${holder}`);
    }
    must(team.counters.fence === this.#lastFence, 'the state has the last fence', () => `${team.counters.fence} for ${this.#lastFence}`);
  }

  #grant(claim: Claim, at: number): void {
    const {id, holder, incarnation, expiresAt} = claim;
    must(!this.#granted.has(id), 'an id is given once', () => id);
    must(claim.fence > this.#lastFence, 'fences grow', () => `${id} has ${claim.fence}, and the last one was ${this.#lastFence}`);
    must(this.#sessions.isRunning(holder, incarnation), 'only a running session holds a claim', () => `${id} of ${holder} ${incarnation}`);
    must(expiresAt > at, 'a claim lasts', () => id);
    const held = {id, holder, incarnation, shared: claim.mode === 'shared', things: thingsOf(claim.resources), expiresAt};
    this.#lastFence = claim.fence;
    this.#granted.add(id);
    this.#alone(held, at);
    this.#held.set(id, held);
  }

  #alone(held: Held, at: number): void {
    for (const other of this.#held.values()) {
      const apart = other.holder === held.holder || other.expiresAt <= at || (other.shared && held.shared);
      must(apart || (other.things & held.things) === 0, 'two never hold the same', () => {
        return `${held.id} of ${held.holder} and ${other.id} of ${other.holder}`;
      });
    }
  }
}
