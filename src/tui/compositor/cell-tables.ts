import type {ExtendedAttributes} from '../../protocol/cells.ts';
import {visibleColor} from './grid.ts';

export const NO_ATTRIBUTES: ExtendedAttributes = {underlineStyle: 0, underlineColor: 0, link: ''};

/** Text of a cell that is longer than one code point holds no control character: it goes to the outer terminal as it is. */
const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029]/gu;
const LINK = /^(?:https?|file):[!-~]{1,2000}$/;

/**
 * One numbering for the whole screen of what does not fit into a cell: texts of more than one code point, and underlines and links.
 * Every pane numbers its own; comparing two cells of the screen must need no look at the pane that they came from.
 */
export class CellTables {
  #graphemeIds = new Map<string, number>();
  #graphemes: string[] = [];
  #extendedIds = new Map<string, number>();
  // Id 0 is "nothing" in a cell's word 3.
  #extended: ExtendedAttributes[] = [NO_ATTRIBUTES];
  #known = new WeakMap<ExtendedAttributes, number>();

  /** How many entries there are: the owner starts afresh when a program keeps inventing new ones. */
  get size(): number {
    return this.#graphemes.length + this.#extended.length;
  }

  graphemeId(text: string): number {
    let id = this.#graphemeIds.get(text);
    if (id === undefined) {
      id = this.#graphemes.length;
      this.#graphemes.push(text.replace(CONTROLS, '') || ' ');
      this.#graphemeIds.set(text, id);
    }
    return id;
  }

  grapheme(id: number): string {
    return this.#graphemes[id] ?? ' ';
  }

  extendedId(attributes: ExtendedAttributes): number {
    const known = this.#known.get(attributes);
    if (known !== undefined) return known;
    const id = this.#internExtended(attributes);
    this.#known.set(attributes, id);
    return id;
  }

  extended(id: number): ExtendedAttributes {
    return this.#extended[id] ?? NO_ATTRIBUTES;
  }

  clear(): void {
    this.#graphemeIds.clear();
    this.#graphemes = [];
    this.#extendedIds.clear();
    this.#extended = [NO_ATTRIBUTES];
    this.#known = new WeakMap();
  }

  #internExtended({underlineStyle, underlineColor, link}: ExtendedAttributes): number {
    const color = visibleColor(underlineColor);
    // A single underline is what the flag of the cell says already.
    const style = underlineStyle > 1 && underlineStyle <= 5 ? underlineStyle : 0;
    const target = LINK.test(link) ? link : '';
    if (style === 0 && color === 0 && target === '') return 0;
    const key = `${style} ${color} ${target}`;
    let id = this.#extendedIds.get(key);
    if (id === undefined) {
      id = this.#extended.length;
      this.#extended.push({underlineStyle: style, underlineColor: color, link: target});
      this.#extendedIds.set(key, id);
    }
    return id;
  }
}
