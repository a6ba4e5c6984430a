import type {Abilities} from './abilities.ts';
import type {CellTables} from './cell-tables.ts';
import {type Style, styleChange} from './style-codes.ts';

/** A power of two: so many changes of style are remembered. */
const SLOTS = 1024;
/** Words of a cell that make its style, before and after. */
const KEY_WORDS = 6;

/** Remembers the sequences of recent changes of style: a screen has few, and needs them again in each frame. */
export class StyleCache {
  readonly #tables: CellTables;
  readonly #abilities: Abilities;
  readonly #keys = new Float64Array(SLOTS * KEY_WORDS).fill(-1);
  readonly #changes: string[] = new Array<string>(SLOTS).fill('');

  constructor(tables: CellTables, abilities: Abilities) {
    this.#tables = tables;
    this.#abilities = abilities;
  }

  /** What turns the style of three words into that of three others. */
  change(fromFg: number, fromBg: number, fromExtended: number, toFg: number, toBg: number, toExtended: number): string {
    const keys = this.#keys;
    let hash = Math.imul(fromFg, 0x9e3779b1) ^ Math.imul(fromBg, 0x85ebca6b) ^ Math.imul(toFg, 0xc2b2ae35) ^ Math.imul(toBg, 0x27d4eb2f);
    hash ^= Math.imul(fromExtended, 0x165667b1) ^ Math.imul(toExtended, 0x2545f491);
    // Styles differ in the high bits of their words: these have to reach the low ones.
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    const slot = (hash ^ (hash >>> 13) ^ (hash >>> 22)) & (SLOTS - 1);
    const at = slot * KEY_WORDS;
    const isKnown =
      keys[at] === fromFg &&
      keys[at + 1] === fromBg &&
      keys[at + 2] === fromExtended &&
      keys[at + 3] === toFg &&
      keys[at + 4] === toBg &&
      keys[at + 5] === toExtended;
    if (isKnown) return this.#changes[slot] ?? '';
    keys[at] = fromFg;
    keys[at + 1] = fromBg;
    keys[at + 2] = fromExtended;
    keys[at + 3] = toFg;
    keys[at + 4] = toBg;
    keys[at + 5] = toExtended;
    const change = styleChange(this.styleOf(fromFg, fromBg, fromExtended), this.styleOf(toFg, toBg, toExtended), this.#abilities);
    this.#changes[slot] = change;
    return change;
  }

  /** The numbers of the tables have other meanings now. */
  clear(): void {
    this.#keys.fill(-1);
  }

  styleOf(fg: number, bg: number, extended: number): Style {
    return {fg, bg, extended: this.#tables.extended(extended)};
  }
}
