/** A large frame of a large terminal. More is asked for when it is needed. */
const FIRST_SIZE = 64 << 10;

/** The bytes of a frame as they are put together: UTF-8, in memory that all frames share. */
export class FrameBytes {
  #bytes = Buffer.allocUnsafe(FIRST_SIZE);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** A view, good until the next frame begins. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  codePoint(code: number): void {
    this.#reserve(4);
    const bytes = this.#bytes;
    if (code < 0x80) {
      bytes[this.#length++] = code;
    } else if (code < 0x800) {
      bytes[this.#length++] = 0xc0 | (code >> 6);
      bytes[this.#length++] = 0x80 | (code & 0x3f);
    } else if (code < 0x10000) {
      bytes[this.#length++] = 0xe0 | (code >> 12);
      bytes[this.#length++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[this.#length++] = 0x80 | (code & 0x3f);
    } else {
      bytes[this.#length++] = 0xf0 | (code >> 18);
      bytes[this.#length++] = 0x80 | ((code >> 12) & 0x3f);
      bytes[this.#length++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[this.#length++] = 0x80 | (code & 0x3f);
    }
  }

  /** A sequence: ASCII only. */
  ascii(text: string): void {
    this.#reserve(text.length);
    for (let index = 0; index < text.length; index++) this.#bytes[this.#length++] = text.charCodeAt(index);
  }

  text(text: string): void {
    for (const character of text) this.codePoint(character.codePointAt(0) ?? 0x20);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + count);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
