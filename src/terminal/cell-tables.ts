import type {ExtendedAttributes} from '../protocol/cells.ts';

/** A program that makes up ever new clusters or links must not grow the host for ever. */
const MOST = 65_536;

/** Texts and attributes that do not fit into a cell, by a small number. Numbers grow, so that a client knows which ones it has not seen. */
export class CellTables {
  /** Changes when the tables were emptied: everything has to be sent again. */
  epoch = 0;
  readonly #graphemeIds = new Map<string, number>();
  readonly #extendedIds = new Map<string, number>();
  graphemes: string[] = [''];
  extended: ExtendedAttributes[] = [{underlineStyle: 0, underlineColor: 0, link: ''}];

  grapheme(text: string): number {
    const known = this.#graphemeIds.get(text);
    if (known !== undefined) return known;
    if (this.graphemes.length >= MOST) this.#empty();
    const id = this.graphemes.push(text) - 1;
    this.#graphemeIds.set(text, id);
    return id;
  }

  /** 0 for what every cell is without it. */
  extendedAttributes(underlineStyle: number, underlineColor: number, link: string): number {
    if (underlineStyle <= 1 && underlineColor === 0 && link === '') return 0;
    const key = `${underlineStyle} ${underlineColor} ${link}`;
    const known = this.#extendedIds.get(key);
    if (known !== undefined) return known;
    if (this.extended.length >= MOST) this.#empty();
    const id = this.extended.push({underlineStyle, underlineColor, link}) - 1;
    this.#extendedIds.set(key, id);
    return id;
  }

  #empty(): void {
    this.epoch++;
    this.#graphemeIds.clear();
    this.#extendedIds.clear();
    this.graphemes = [''];
    this.extended = [{underlineStyle: 0, underlineColor: 0, link: ''}];
  }
}
