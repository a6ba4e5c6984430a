import {CURSOR_KEYS, KEY_LETTERS, KEY_NUMBERS} from './function-keys.ts';
import {ALT, BACKSPACE, CTRL, ENTER, ESCAPE, type KeyPress, LOCKS, SHIFT, SPACE, TAB} from './key.ts';

/** What a program asked its terminal for, as far as keys are concerned. */
export interface KeyModes {
  readonly applicationCursor: boolean;
  /** Flags of the kitty keyboard protocol; 0 off. */
  readonly kittyKeyboard: number;
}

const DISAMBIGUATE = 1;
const REPORT_EVENTS = 2;
const REPORT_ALL = 8;
const REPORT_TEXT = 16;
const ESC = '\x1b';

/** Modifiers that the old encodings can express. */
const LEGACY_MODIFIERS = SHIFT | ALT | CTRL;

/** The bytes that a program with these modes is to get for a key; `''` when it is not to hear of it. */
export function encodeKey(key: KeyPress, modes: KeyModes): string {
  const flags = modes.kittyKeyboard;
  if (key.event === 'release' && (flags & REPORT_EVENTS) === 0) return '';
  if (key.kind === 'function') return encodeFunctionKey(key, modes);
  if (flags === 0) return encodeLegacy(key);
  return needsCode(key, flags) ? encodeCode(key, flags) : encodeLegacy(key);
}

type CharacterKey = Extract<KeyPress, {kind: 'character'}>;
type FunctionPress = Extract<KeyPress, {kind: 'function'}>;

/** Whether the kitty protocol with these flags writes the key as a code, because its old bytes say too little. */
function needsCode(key: CharacterKey, flags: number): boolean {
  if ((flags & REPORT_ALL) !== 0) return true;
  // Event types alone change nothing for keys that type text.
  if ((flags & DISAMBIGUATE) === 0) return false;
  const modifiers = key.modifiers & ~LOCKS;
  if (key.code === ESCAPE) return true;
  // Enter, Tab and Backspace stay what they were, so that a shell in which a program crashed can still be typed into.
  if (key.code === ENTER || key.code === TAB || key.code === BACKSPACE) return modifiers !== 0;
  return (modifiers & ~SHIFT) !== 0;
}

function encodeCode(key: CharacterKey, flags: number): string {
  const event = eventField(key, flags);
  const text = (flags & REPORT_TEXT) !== 0 && key.event !== 'release' ? typedText(key) : '';
  const modifiers = key.modifiers + 1;
  const hasModifiers = modifiers !== 1 || event !== '' || text !== '';
  const modifierField = hasModifiers ? `;${modifiers === 1 && event === '' ? '' : modifiers}${event}` : '';
  const textField = text === '' ? '' : `;${text.codePointAt(0)}`;
  return `${ESC}[${key.code}${modifierField}${textField}u`;
}

/** The character that the key types; `''` for those that give a command. */
function typedText(key: CharacterKey): string {
  const modifiers = key.modifiers & ~LOCKS;
  if (key.code < SPACE || key.code === BACKSPACE || (modifiers & ~SHIFT) !== 0) return '';
  return String.fromCodePoint((modifiers & SHIFT) !== 0 ? key.shifted : key.code);
}

function encodeFunctionKey(key: FunctionPress, {applicationCursor, kittyKeyboard}: KeyModes): string {
  const modifiers = kittyKeyboard === 0 ? key.modifiers & LEGACY_MODIFIERS : key.modifiers;
  const event = eventField(key, kittyKeyboard);
  const isBare = modifiers === 0 && event === '';
  const field = `${modifiers + 1}${event}`;
  const letter = KEY_LETTERS[key.key];
  // CSI R with a number is what a terminal answers when it is asked for the cursor: kitty's F3 has a number.
  if (letter === 'R' && kittyKeyboard !== 0) return isBare ? `${ESC}[13~` : `${ESC}[13;${field}~`;
  if (letter === undefined) return isBare ? `${ESC}[${KEY_NUMBERS[key.key]}~` : `${ESC}[${KEY_NUMBERS[key.key]};${field}~`;
  if (!isBare) return `${ESC}[1;${field}${letter}`;
  const isCursorKey = CURSOR_KEYS.has(key.key);
  const usesSs3 = kittyKeyboard === 0 && (isCursorKey ? applicationCursor : true);
  return `${ESC}${usesSs3 ? 'O' : '['}${letter}`;
}

function eventField(key: KeyPress, flags: number): string {
  if ((flags & REPORT_EVENTS) === 0 || key.event === 'press') return '';
  return key.event === 'repeat' ? ':2' : ':3';
}

/** The bytes that every terminal has sent for ever, or the nearest that there is. */
function encodeLegacy(key: CharacterKey): string {
  const modifiers = key.modifiers & ~LOCKS;
  // Super, Hyper and Meta belong to the desktop; without them the key would be another one.
  if ((modifiers & ~LEGACY_MODIFIERS) !== 0) return '';
  const alt = (modifiers & ALT) !== 0 ? ESC : '';
  const isShifted = (modifiers & SHIFT) !== 0;
  const isControl = (modifiers & CTRL) !== 0;
  switch (key.code) {
    case ENTER:
      // What people bind Shift+Enter to where it has no bytes, and what Claude Code takes for a new line.
      return isShifted ? `${ESC}\r` : `${alt}\r`;
    case TAB:
      return isShifted ? `${alt}${ESC}[Z` : `${alt}\t`;
    case BACKSPACE:
      return `${alt}${isControl ? '\b' : '\x7f'}`;
    case ESCAPE:
      return `${alt}${ESC}`;
    default: {
      const code = isShifted ? key.shifted : key.code;
      return alt + (isControl ? controlOf(key.code, code) : String.fromCodePoint(code));
    }
  }
}

/** Ctrl with these types a control; with other keys it has no effect. */
const CONTROLS: Readonly<Record<string, number>> = {
  ' ': 0,
  '2': 0,
  '@': 0,
  '3': 0x1b,
  '[': 0x1b,
  '4': 0x1c,
  '\\': 0x1c,
  '5': 0x1d,
  ']': 0x1d,
  '6': 0x1e,
  '^': 0x1e,
  '~': 0x1e,
  '7': 0x1f,
  '/': 0x1f,
  _: 0x1f,
  '-': 0x1f,
  '8': 0x7f,
  '?': 0x7f,
};

function controlOf(code: number, shifted: number): string {
  if (code >= 0x61 && code <= 0x7a) return String.fromCharCode(code & 0x1f);
  const control = CONTROLS[String.fromCodePoint(shifted)] ?? CONTROLS[String.fromCodePoint(code)];
  return String.fromCodePoint(control ?? shifted);
}
