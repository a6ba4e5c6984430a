import type {ClaimWait, Event, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import type {ClaimOracle} from './claims.ts';
import {Line, type Waiter} from './line.ts';
import {thingsOf} from './resources.ts';
import type {SessionOracle} from './sessions.ts';

const MOST_OF_ONE = 8;
const LONGEST = 24 * 3_600_000;

/** Who stands in the line for claims, by events alone, and whether everybody comes to their turn. */
export class WaitOracle {
  readonly #sessions: SessionOracle;
  readonly #claims: ClaimOracle;
  readonly #waits = new Map<string, Waiter>();
  #last = 0;
  /** As it was before the command. */
  #before = new Line([], []);
  /** The place in the line of what the command grants. */
  #place = Number.POSITIVE_INFINITY;
  #given = false;

  constructor(sessions: SessionOracle, claims: ClaimOracle) {
    this.#sessions = sessions;
    this.#claims = claims;
  }

  get size(): number {
    return this.#waits.size;
  }

  wasBegun(id: string): boolean {
    return Number(id.slice(2)) <= this.#last;
  }

  beforeCommand(events: readonly Event[]): void {
    const at = events[0]?.at ?? 0;
    const live = [...this.#waits.values()].filter(({until}) => until > at);
    const needed = live.length > 0 || events.some(({body}) => body.type === 'wait.begun');
    this.#before = needed ? new Line(this.#claims.live(at), live) : new Line([], []);
    const turn = events.find(({body}) => body.type === 'wait.ended' && body.how === 'granted')?.body;
    this.#place = turn?.type === 'wait.ended' ? Number(turn.wait.slice(2)) : Number.POSITIVE_INFINITY;
    this.#given = events.some(({body}) => body.type === 'claim.ended' && body.how === 'given');
  }

  take({body, at}: Event): void {
    switch (body.type) {
      case 'wait.begun':
        this.#begin(body.wait, body.behind, at);
        break;
      case 'wait.ended':
        this.#end(body, at);
        break;
      case 'claim.granted': {
        // What is handed over was never free.
        if (this.#given) break;
        const {holder, mode, resources, id} = body.claim;
        const overtaken = this.#before.ahead({who: holder, shared: mode === 'shared', things: thingsOf(resources)}, this.#place);
        must(overtaken.length === 0, 'nobody overtakes in the line', () => `${id} of ${holder} before ${overtaken.map((wait) => wait.id)}`);
        break;
      }
      case 'claim.refused': {
        if (!body.claim.startsWith('W-')) break;
        const wait = this.#before.waits.find(({id}) => id === body.claim);
        must(wait !== undefined, 'only a live wait stands in the way', () => `${body.claim} refused ${body.session}`);
        must(wait.who === body.holder && wait.who !== body.session, 'only the wait of another stands in the way', () => wait.id);
        break;
      }
    }
  }

  afterCommand(type: string, events: readonly Event[]): void {
    const at = events.at(-1)?.at ?? 0;
    if (type === 'time.pass') {
      for (const {id, until} of this.#waits.values()) must(until > at, 'no wait goes on after its end', () => id);
    }
    if (!events.some(({body}) => body.type === 'session.exited')) return;
    for (const {id, who, incarnation} of this.#waits.values()) {
      must(this.#sessions.isRunning(who, incarnation), 'waits end with their session', () => `${id} of ${who} ${incarnation}`);
    }
  }

  /** By what is written down alone: somebody's turn has come, or will never come. */
  needsSomebody(): string | null {
    if (this.#waits.size === 0) return null;
    const line = new Line(this.#claims.live(0), [...this.#waits.values()]);
    return (line.waits.find((wait) => line.isItsTurn(wait)) ?? line.youngestThatNeverEnds())?.id ?? null;
  }

  compare(team: Team): void {
    const ids = Object.keys(team.waits);
    must(ids.length === this.#waits.size && ids.every((id) => this.#waits.has(id)), 'the state has every wait', () => {
      return `${ids} for ${[...this.#waits.keys()]}`;
    });
  }

  #begin({id, session, incarnation, resources, mode, until, tell}: ClaimWait, behind: readonly string[], at: number): void {
    const number = Number(id.slice(2));
    must(number > this.#last, 'an id is given once', () => id);
    this.#last = number;
    must(this.#sessions.isRunning(session, incarnation), 'only a running session waits', () => `${id} of ${session} ${incarnation}`);
    must(until > at && until <= at + LONGEST, 'no wait is without end', () => `${id} until ${until - at} ms from now`);
    const wait: Waiter = {id, number, who: session, incarnation, things: thingsOf(resources), shared: mode === 'shared', until, tell};
    const inFront = this.#before.whoIsBefore(wait);
    const same = inFront.size > 0 && inFront.size === new Set(behind).size && behind.every((one) => inFront.has(one));
    must(same, 'whoever waits knows for whom', () => `${id} waits for ${[...inFront]}, and was told: ${behind}`);
    must(!this.#before.neverEnds(wait), 'no deadlock is begun', () => `${id} of ${session} for ${inFront.size}`);
    this.#waits.set(id, wait);
    const all = [...this.#waits.values()].filter(({who}) => who === session).length;
    must(all <= MOST_OF_ONE, 'a session has at most eight waits', () => `${session} has ${all}`);
  }

  #end({wait: id, how, claim, by}: Extract<Event['body'], {type: 'wait.ended'}>, at: number): void {
    const wait = this.#waits.get(id);
    must(wait !== undefined, 'a wait ends once', () => id);
    this.#waits.delete(id);
    switch (how) {
      case 'granted': {
        const held = this.#claims.held(claim ?? '');
        const good = held?.who === wait.who && held.expiresAt > at && (held.things & wait.things) === wait.things;
        must(good, 'who comes to their turn gets what they waited for', () => `${id} got ${claim}`);
        must(this.#before.isItsTurn(wait), 'nobody overtakes in the line', () => `${id} was granted before its turn`);
        const first = this.#before.waits.find((one) => this.#before.isItsTurn(one));
        must(first?.id === id, 'the oldest comes first', () => `${id} was granted before ${first?.id}`);
        break;
      }
      case 'timed-out':
        must(wait.until <= at, 'no wait ends early', () => `${id}: ${wait.until - at} ms left`);
        break;
      case 'cancelled':
        must(by === wait.who || by === 'human', 'only who waits gives up a place', () => `${id} by ${by}`);
        break;
      case 'deadlock':
        must(this.#before.youngestThatNeverEnds()?.id === id, 'only the youngest of a circle gives way', () => id);
        break;
    }
  }
}
