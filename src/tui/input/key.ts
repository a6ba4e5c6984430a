/** Modifiers, as the kitty protocol counts them. */
export const SHIFT = 1;
export const ALT = 2;
export const CTRL = 4;
/** Hyper and Meta, 16 and 32, are on no keyboard that anybody has. */
export const SUPER = 8;
/** Caps Lock and Num Lock are states of the keyboard, not part of what was pressed. */
export const LOCKS = 64 | 128;

/** Keys that are written by a code point of their own. */
export const TAB = 9;
export const ENTER = 13;
export const ESCAPE = 27;
export const SPACE = 32;
export const BACKSPACE = 127;

/** Keys that are written by a letter or a number in a control sequence. */
export type FunctionKey =
  | 'up'
  | 'down'
  | 'right'
  | 'left'
  | 'begin'
  | 'home'
  | 'end'
  | 'insert'
  | 'delete'
  | 'pageup'
  | 'pagedown'
  | `f${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20}`;

interface KeyEvent {
  readonly modifiers: number;
  readonly event: 'press' | 'repeat' | 'release';
}

/** A key that was pressed, whatever encoding it came in. */
export type KeyPress = KeyEvent &
  (
    | {
        readonly kind: 'character';
        /** Code point of the key without modifiers: small letters. */
        readonly code: number;
        /** What it types with Shift, where that is known. */
        readonly shifted: number;
      }
    | {readonly kind: 'function'; readonly key: FunctionKey}
  );

export const character = (code: number, modifiers = 0, shifted = upperCase(code), event: KeyPress['event'] = 'press'): KeyPress => ({
  kind: 'character',
  code,
  shifted,
  modifiers,
  event,
});

export const functionKey = (key: FunctionKey, modifiers = 0, event: KeyPress['event'] = 'press'): KeyPress => ({
  kind: 'function',
  key,
  modifiers,
  event,
});

function upperCase(code: number): number {
  const upper = String.fromCodePoint(code).toUpperCase();
  const [first] = upper;
  // Some letters have capitals of two code points (ß).
  return first === upper ? (upper.codePointAt(0) ?? code) : code;
}
