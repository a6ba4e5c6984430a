import type {Token} from './token.ts';

const ESC = 0x1b;
const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;
const BACKSLASH = 0x5c;
const PASTE_START = '200';
const PASTE_END = Buffer.from('\x1b[201~');
/** A longer paste is handed on in parts, so that a lost end mark cannot swallow the keyboard for ever. */
const PASTE_PART = 1 << 20;
/** A reply is short; what claims to be a longer one is not. */
const LONGEST_STRING = 64 << 10;
/** A terminal sends the bytes of a key at once; a person does not follow Escape with another key so soon. */
const KEY_PATIENCE_MS = 20;
const SEQUENCE_PATIENCE_MS = 1000;

type State = 'ground' | 'utf8' | 'escape' | 'csi' | 'ss3' | 'mouse' | 'string' | 'string-escape' | 'paste';

/** Bytes after ESC that begin a string: DCS, SOS, OSC, PM, APC. */
const STRING_INTRODUCERS = new Set([0x50, 0x58, 0x5d, 0x5e, 0x5f]);

/**
 * Cuts the bytes of a terminal into tokens. Works byte by byte and keeps what is not complete, so it does not matter how the bytes were
 * cut up on their way.
 */
export class Tokenizer {
  #state: State = 'ground';
  #bytes: number[] = [];
  /** Bytes that are still missing of the character, or of the mouse report. */
  #missing = 0;
  #tokens: Token[] = [];

  push(chunk: Uint8Array): Token[] {
    for (const byte of chunk) this.#take(byte);
    return this.#tokens.splice(0);
  }

  /** How many milliseconds of silence say that nothing more belongs to what has come; `null` when only more bytes can tell. */
  get patience(): number | null {
    if (this.#state === 'ground' || this.#state === 'utf8' || this.#state === 'paste') return null;
    return this.#bytes.length <= 2 ? KEY_PATIENCE_MS : SEQUENCE_PATIENCE_MS;
  }

  /** Nothing more came: ESC, or ESC and one byte, is a key; anything longer is the beginning of something that was lost. */
  flush(): Token[] {
    if (this.patience === KEY_PATIENCE_MS) {
      if (this.#state === 'escape') this.#emit({kind: 'control', code: ESC, raw: this.#raw()});
      else this.#emit({kind: 'alt', raw: this.#raw()});
    } else if (this.patience !== null) {
      this.#emitLost();
    }
    return this.#tokens.splice(0);
  }

  #take(byte: number): void {
    switch (this.#state) {
      case 'ground':
        this.#ground(byte);
        break;
      case 'utf8':
        this.#continueCharacter(byte);
        break;
      case 'escape':
        this.#escape(byte);
        break;
      case 'csi':
        this.#csi(byte);
        break;
      case 'ss3':
        this.#ss3(byte);
        break;
      case 'mouse':
        this.#mouse(byte);
        break;
      case 'string':
      case 'string-escape':
        this.#string(byte);
        break;
      case 'paste':
        this.#paste(byte);
        break;
    }
  }

  #ground(byte: number): void {
    this.#bytes.push(byte);
    if (byte === ESC) this.#state = 'escape';
    else if (byte < 0x20 || byte === 0x7f) this.#emit({kind: 'control', code: byte, raw: this.#raw()});
    else this.#startCharacter(byte);
  }

  #escape(byte: number): void {
    // Escape was pressed, and then something else.
    if (byte === ESC) {
      this.#emit({kind: 'control', code: ESC, raw: this.#raw()});
      this.#take(byte);
      return;
    }
    this.#bytes.push(byte);
    if (byte === 0x5b) this.#state = 'csi';
    else if (byte === 0x4f) this.#state = 'ss3';
    else if (STRING_INTRODUCERS.has(byte)) this.#state = 'string';
    else if (byte < 0x20 || byte === 0x7f) this.#emit({kind: 'alt', raw: this.#raw()});
    else this.#startCharacter(byte);
  }

  #startCharacter(byte: number): void {
    this.#missing = byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : 0;
    if (this.#missing === 0) this.#emitCharacter();
    else this.#state = 'utf8';
  }

  #continueCharacter(byte: number): void {
    if ((byte & 0xc0) !== 0x80) {
      // The character was cut off for good; the byte begins something else.
      this.#emitCharacter();
      this.#take(byte);
      return;
    }
    this.#bytes.push(byte);
    this.#missing--;
    if (this.#missing === 0) this.#emitCharacter();
  }

  #emitCharacter(): void {
    this.#emit({kind: this.#bytes[0] === ESC ? 'alt' : 'text', raw: this.#raw()});
  }

  #csi(byte: number): void {
    if (byte === ESC || byte === CAN || byte === SUB) {
      this.#abandon(byte);
      return;
    }
    this.#bytes.push(byte);
    const length = this.#bytes.length;
    // The console of Linux sends its function keys as CSI [ A.
    if (byte === 0x5b && length === 3) return;
    if (byte === 0x4d && length === 3) {
      this.#state = 'mouse';
      this.#missing = 3;
      return;
    }
    const isFinal = byte >= 0x40 && byte <= 0x7e;
    // rxvt ends Shift and an editing key with a byte that is no final one elsewhere.
    const isRxvtShift = byte === 0x24 && length === 4 && (this.#bytes[2] ?? 0) >= 0x32 && (this.#bytes[2] ?? 0) <= 0x38;
    if (isFinal || isRxvtShift) this.#finishCsi(byte);
  }

  #finishCsi(byte: number): void {
    const body = Buffer.from(this.#bytes.slice(2, -1)).toString('latin1');
    const intermediates = /[ -/]*$/.exec(body)?.[0] ?? '';
    const parameters = body.slice(0, body.length - intermediates.length);
    if (parameters === PASTE_START && intermediates === '' && byte === 0x7e) {
      this.#state = 'paste';
      return;
    }
    this.#emit({kind: 'csi', parameters, intermediates, final: String.fromCharCode(byte), raw: this.#raw()});
  }

  #ss3(byte: number): void {
    if (byte === ESC || byte === CAN || byte === SUB) {
      this.#abandon(byte);
      return;
    }
    this.#bytes.push(byte);
    // Some terminals put the modifiers between: ESC O 5 P.
    if (byte >= 0x30 && byte <= 0x3b) return;
    this.#emit({kind: 'ss3', final: Buffer.from(this.#bytes.slice(2)).toString('latin1'), raw: this.#raw()});
  }

  #mouse(byte: number): void {
    this.#bytes.push(byte);
    this.#missing--;
    if (this.#missing > 0) return;
    const [button = 0, column = 0, row = 0] = this.#bytes.slice(3).map((value) => value - 0x20);
    this.#emit({kind: 'mouse', button, column, row, raw: this.#raw()});
  }

  #string(byte: number): void {
    if (this.#state === 'string-escape' && byte !== BACKSLASH) {
      // Only ST may begin with ESC in a string: this is the next thing already.
      this.#bytes.pop();
      this.#emitLost();
      this.#take(ESC);
      this.#take(byte);
      return;
    }
    this.#bytes.push(byte);
    const isEnd = byte === BEL || this.#state === 'string-escape' || this.#bytes.length >= LONGEST_STRING;
    if (isEnd) {
      const content = Buffer.from(this.#bytes.slice(2, byte === BEL ? -1 : -2)).toString('latin1');
      this.#emit({kind: 'string', introducer: String.fromCharCode(this.#bytes[1] ?? 0), content, raw: this.#raw()});
    } else if (byte === CAN || byte === SUB) {
      this.#emitLost();
    } else if (byte === ESC) {
      this.#state = 'string-escape';
    }
  }

  #paste(byte: number): void {
    this.#bytes.push(byte);
    const start = PASTE_START.length + 3;
    const end = this.#bytes.length - PASTE_END.length;
    const isEnd = byte === 0x7e && end >= start && PASTE_END.every((expected, index) => this.#bytes[end + index] === expected);
    if (isEnd) this.#emit({kind: 'paste', content: Uint8Array.from(this.#bytes.slice(start, end))});
    else if (this.#bytes.length >= PASTE_PART) this.#handOnPart(start);
  }

  /** Emits what has come of a paste, and goes on as if another began. */
  #handOnPart(start: number): void {
    const opening = this.#bytes.slice(0, start);
    // The end mark or a character may lie across the border: what could be the start of the one or the middle of the other stays.
    let border = this.#bytes.length - PASTE_END.length;
    while (((this.#bytes[border] ?? 0) & 0xc0) === 0x80) border--;
    const kept = this.#bytes.splice(border);
    this.#emit({kind: 'paste', content: Uint8Array.from(this.#bytes.slice(start))});
    this.#bytes = [...opening, ...kept];
    this.#state = 'paste';
  }

  #abandon(byte: number): void {
    this.#emitLost();
    this.#take(byte);
  }

  /** A sequence that was cut off: nobody can tell what it was to be. */
  #emitLost(): void {
    this.#emit({kind: 'lost', raw: this.#raw()});
  }

  #raw(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #emit(token: Token): void {
    this.#tokens.push(token);
    this.#bytes = [];
    this.#missing = 0;
    this.#state = 'ground';
  }
}
