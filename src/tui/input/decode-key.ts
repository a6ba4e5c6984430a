import {isKittyKey, KEY_OF_LETTER, KEY_OF_NUMBER, KITTY_FUNCTION_KEYS, keypadCharacter} from './function-keys.ts';
import {ALT, BACKSPACE, CTRL, character, ENTER, ESCAPE, functionKey, type KeyPress, SHIFT, SPACE, TAB} from './key.ts';
import type {Token} from './token.ts';

/** The key that a token stands for; `null` when it is no key, or one that types nothing anywhere (media keys, modifiers alone). */
export function decodeKey(token: Token): KeyPress | null {
  switch (token.kind) {
    case 'text':
      return decodeText(token.raw);
    case 'control':
      return decodeControl(token.code);
    case 'alt': {
      const rest = token.raw.subarray(1);
      const code = rest[0] ?? 0;
      const key = rest.length === 1 && (code < 0x20 || code === 0x7f) ? decodeControl(code) : decodeText(rest);
      return key && {...key, modifiers: key.modifiers | ALT};
    }
    case 'ss3':
      return decodeLetter(token.final.slice(-1), Number(token.final.slice(0, -1) || 1));
    case 'csi':
      return decodeCsi(token.parameters, token.intermediates, token.final);
    default:
      return null;
  }
}

function decodeText(raw: Uint8Array): KeyPress | null {
  const text = Buffer.from(raw).toString();
  const code = text.codePointAt(0) ?? 0xfffd;
  // Bytes that are no character cannot be encoded in another way.
  if (code === 0xfffd) return null;
  const lower = text.toLowerCase();
  const isCapital = lower !== text && [...lower].length === 1;
  return isCapital ? character(lower.codePointAt(0) ?? code, SHIFT, code) : character(code);
}

function decodeControl(code: number): KeyPress {
  if (code === 0) return character(SPACE, CTRL);
  if (code === TAB || code === ENTER || code === ESCAPE || code === BACKSPACE) return character(code);
  // 1–26 are the letters, 28–31 the signs \ ] ^ _.
  return character(code <= 26 ? code + 0x60 : code + 0x40, CTRL);
}

function decodeCsi(parameters: string, intermediates: string, final: string): KeyPress | null {
  if (intermediates !== '' || /[<=>?]/.test(parameters)) return null;
  const fields = parameters.split(';').map((field) => field.split(':').map(Number));
  const number = fields[0]?.[0] ?? 0;
  const modifierField = fields[1]?.[0] ?? 1;
  const event = eventOf(fields[1]?.[1]);
  if (final === 'u') return decodeCode(number, fields[0]?.[1], modifierField, event);
  if (final === '~') {
    // modifyOtherKeys of xterm: CSI 27 ; modifiers ; code ~.
    if (number === 27 && fields.length === 3) return decodeCode(fields[2]?.[0] ?? 0, undefined, modifierField, 'press');
    const key = KEY_OF_NUMBER.get(number);
    return key ? functionKey(key, modifiersOf(modifierField), event) : null;
  }
  if (final === 'Z') return character(TAB, SHIFT);
  if (parameters === '' || number === 1) return decodeLetter(final, modifierField, event);
  // The console of Linux: CSI [ A to CSI [ E are F1 to F5.
  const consoleKey = parameters === '[' ? KEY_OF_NUMBER.get(final.charCodeAt(0) - 0x41 + 11) : undefined;
  return consoleKey ? functionKey(consoleKey) : null;
}

function decodeLetter(letter: string, modifierField: number, event: KeyPress['event'] = 'press'): KeyPress | null {
  if (letter === 'M') return character(ENTER, modifiersOf(modifierField));
  const key = KEY_OF_LETTER.get(letter);
  return key ? functionKey(key, modifiersOf(modifierField), event) : null;
}

function decodeCode(code: number, shifted: number | undefined, modifierField: number, event: KeyPress['event']): KeyPress | null {
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return null;
  const modifiers = modifiersOf(modifierField);
  if (!isKittyKey(code)) {
    // xterm gives the code of what would be typed: a capital with Shift.
    const lower = String.fromCodePoint(code).toLowerCase().codePointAt(0) ?? code;
    return character(lower, modifiers, shifted || (lower === code ? undefined : code), event);
  }
  const key = KITTY_FUNCTION_KEYS.get(code);
  if (key) return functionKey(key, modifiers, event);
  const typed = keypadCharacter(code);
  return typed === null ? null : character(typed, modifiers, typed, event);
}

/** A field of 1 is no modifier. */
const modifiersOf = (field: number): number => Math.max(0, field - 1) & 0xff;

const eventOf = (field: number | undefined): KeyPress['event'] => (field === 3 ? 'release' : field === 2 ? 'repeat' : 'press');
