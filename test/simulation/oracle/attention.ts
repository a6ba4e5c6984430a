import type {Event, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';

/** What waits for a person, by events alone: each question is asked once and settled once. */
export class AttentionOracle {
  /** Key of each open question, by its id. */
  readonly #open = new Map<string, string>();
  readonly #keys = new Set<string>();
  #last = 0;

  isAsked(key: string): boolean {
    return this.#keys.has(key);
  }

  openKeys(): ReadonlySet<string> {
    return this.#keys;
  }

  take({body}: Event): void {
    switch (body.type) {
      case 'attention.raised': {
        const {id, key} = body.attention;
        const number = Number(id.slice(2));
        must(number > this.#last, 'an id is given once', () => `${id} after A-${this.#last}`);
        this.#last = number;
        must(!this.#keys.has(key), 'a person is asked once', () => `${id}: ${key}`);
        this.#open.set(id, key);
        this.#keys.add(key);
        break;
      }
      case 'attention.answered':
        must(body.by === 'human', 'only a person answers for a person', () => `${body.attention} by ${body.by}`);
        this.#settle(body.attention);
        break;
      case 'attention.withdrawn':
        this.#settle(body.attention);
        break;
    }
  }

  compare(team: Team): void {
    const open = Object.values(team.attention).filter(({state}) => state === 'open');
    const same = open.length === this.#open.size && open.every(({id, key}) => this.#open.get(id) === key);
    must(same, 'no question is lost', () => `${open.map(({id}) => id)} for ${[...this.#open.keys()]}`);
  }

  #settle(id: string): void {
    const key = this.#open.get(id);
    must(key !== undefined, 'a question is settled once', () => id);
    this.#open.delete(id);
    this.#keys.delete(key);
  }
}
