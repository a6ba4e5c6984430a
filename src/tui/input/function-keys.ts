import {ENTER, type FunctionKey} from './key.ts';

/** Final letters of `CSI 1 ; modifiers LETTER`, and of SS3. */
export const KEY_LETTERS: Readonly<Partial<Record<FunctionKey, string>>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  begin: 'E',
  end: 'F',
  home: 'H',
  f1: 'P',
  f2: 'Q',
  f3: 'R',
  f4: 'S',
};

/** Numbers of `CSI NUMBER ; modifiers ~`. */
export const KEY_NUMBERS: Readonly<Partial<Record<FunctionKey, number>>> = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
  f13: 25,
  f14: 26,
  f15: 28,
  f16: 29,
  f17: 31,
  f18: 32,
  f19: 33,
  f20: 34,
};

/** Keys that follow the cursor key mode (DECCKM): `CSI A` or `SS3 A`. */
export const CURSOR_KEYS: ReadonlySet<FunctionKey> = new Set(['up', 'down', 'right', 'left', 'begin', 'end', 'home']);

const namesOf = <T>(table: Readonly<Partial<Record<FunctionKey, T>>>): Map<T, FunctionKey> =>
  new Map(Object.entries(table).map(([key, value]) => [value as T, key as FunctionKey]));

export const KEY_OF_LETTER: ReadonlyMap<string, FunctionKey> = namesOf(KEY_LETTERS);

/** With what other terminals send: 1 and 7 (Home), 4 and 8 (End), 11–14 (F1–F4); 15 is F5 everywhere. */
export const KEY_OF_NUMBER: ReadonlyMap<number, FunctionKey> = new Map([
  ...namesOf(KEY_NUMBERS),
  [1, 'home'],
  [7, 'home'],
  [4, 'end'],
  [8, 'end'],
  [11, 'f1'],
  [12, 'f2'],
  [13, 'f3'],
  [14, 'f4'],
]);

/** Code points that the kitty protocol gives to function keys and to the keypad. */
export const KITTY_FUNCTION_KEYS: ReadonlyMap<number, FunctionKey> = new Map([
  [57376, 'f13'],
  [57377, 'f14'],
  [57378, 'f15'],
  [57379, 'f16'],
  [57380, 'f17'],
  [57381, 'f18'],
  [57382, 'f19'],
  [57383, 'f20'],
  [57417, 'left'],
  [57418, 'right'],
  [57419, 'up'],
  [57420, 'down'],
  [57421, 'pageup'],
  [57422, 'pagedown'],
  [57423, 'home'],
  [57424, 'end'],
  [57425, 'insert'],
  [57426, 'delete'],
  [57427, 'begin'],
]);

const KEYPAD = '0123456789./*-+';

/** What a key of the keypad types; `null` for other keys of that range: media keys, modifiers alone. */
export function keypadCharacter(code: number): number | null {
  if (code >= 57399 && code < 57399 + KEYPAD.length) return KEYPAD.codePointAt(code - 57399) ?? null;
  if (code === 57414) return ENTER;
  if (code === 57415) return 0x3d;
  return code === 57416 ? 0x2c : null;
}

/** Code points that the protocol took from the private use area. */
export const isKittyKey = (code: number): boolean => code >= 57344 && code <= 63743;
