/** Dice that fall the same for the same seed (mulberry32). Each step of a simulation has its own, so that leaving out one step changes no other. */
export class Random {
  #state: number;

  constructor(...seeds: readonly number[]) {
    let state = 0x9e3779b9;
    for (const seed of seeds) state = Math.imul(state ^ (seed | 0), 0x85ebca6b) ^ (state >>> 13);
    this.#state = state | 0;
  }

  /** 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** 0 up to, not including, `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  /** `undefined` of nothing. */
  pickOf<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }

  /** By the first part of each entry. */
  weighted<T extends {readonly weight: number}>(table: readonly T[], total: number): T {
    let left = this.next() * total;
    for (const entry of table) {
      left -= entry.weight;
      if (left < 0) return entry;
    }
    return table[0] as T;
  }
}

export const totalWeight = (table: readonly {readonly weight: number}[]): number => table.reduce((sum, {weight}) => sum + weight, 0);
