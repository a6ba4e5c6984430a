/** Somebody who holds something or wants to, thing by thing. */
export interface Asking {
  readonly who: string;
  readonly things: number;
  readonly shared: boolean;
}

export interface Waiter extends Asking {
  readonly id: string;
  /** First come, first. */
  readonly number: number;
  readonly incarnation: number;
  readonly until: number;
  readonly tell: 'call' | 'message';
}

export const collide = (a: Asking, b: Asking): boolean => a.who !== b.who && !(a.shared && b.shared) && (a.things & b.things) !== 0;

/** Who held what and who waited at one moment, and what the rules of the line say of it. Written from docs/protocol.md. */
export class Line {
  readonly held: readonly Asking[];
  /** Oldest first. */
  readonly waits: readonly Waiter[];
  readonly #holders = new Map<string, ReadonlySet<string>>();

  constructor(held: readonly Asking[], waits: readonly Waiter[]) {
    this.held = held;
    this.waits = waits;
  }

  /** Older waits that this must not overtake: not those that wait, directly or through others, for what the one who asks holds. */
  ahead(asking: Asking, place = Number.POSITIVE_INFINITY): Waiter[] {
    return this.waits.filter((wait) => wait.number < place && collide(wait, asking) && !this.#holdersBefore(wait.who).has(asking.who));
  }

  holding(asking: Asking): Asking[] {
    return this.held.filter((held) => collide(held, asking));
  }

  isItsTurn(wait: Waiter): boolean {
    return this.holding(wait).length === 0 && this.ahead(wait, wait.number).length === 0;
  }

  /** Is there a way from whoever wants this back to itself? */
  neverEnds(asking: Asking, place = Number.POSITIVE_INFINITY): boolean {
    const seen = new Set<string>();
    const next = [...this.#before(asking, place)];
    for (let who = next.pop(); who !== undefined; who = next.pop()) {
      if (who === asking.who) return true;
      if (seen.has(who)) continue;
      seen.add(who);
      for (const wait of this.waits) if (wait.who === who) next.push(...this.#before(wait, wait.number));
    }
    return false;
  }

  youngestThatNeverEnds(): Waiter | undefined {
    return this.waits.findLast((wait) => this.neverEnds(wait, wait.number));
  }

  whoIsBefore = (asking: Asking): Set<string> => this.#before(asking, Number.POSITIVE_INFINITY);

  #before(asking: Asking, place: number): Set<string> {
    return new Set([...this.holding(asking), ...this.ahead(asking, place)].map(({who}) => who));
  }

  #holdersBefore(who: string): ReadonlySet<string> {
    const known = this.#holders.get(who);
    if (known) return known;
    const found = new Set<string>();
    const next = [who];
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      for (const wait of this.waits) {
        if (wait.who !== one) continue;
        for (const holder of this.holding(wait)) {
          if (found.has(holder.who)) continue;
          found.add(holder.who);
          next.push(holder.who);
        }
      }
    }
    this.#holders.set(who, found);
    return found;
  }
}
