import {KEY_LETTERS, KEY_NUMBERS} from './function-keys.ts';
import {
  ALT,
  BACKSPACE,
  CTRL,
  character,
  ENTER,
  ESCAPE,
  type FunctionKey,
  functionKey,
  type KeyPress,
  LOCKS,
  SHIFT,
  SPACE,
  SUPER,
  TAB,
} from './key.ts';

const MODIFIERS: Readonly<Record<string, number>> = {
  shift: SHIFT,
  alt: ALT,
  option: ALT,
  ctrl: CTRL,
  control: CTRL,
  super: SUPER,
  cmd: SUPER,
};

const CHARACTERS: Readonly<Record<string, number>> = {
  tab: TAB,
  enter: ENTER,
  return: ENTER,
  escape: ESCAPE,
  esc: ESCAPE,
  space: SPACE,
  backspace: BACKSPACE,
};

/** Reads the name of a key as it stands in the settings: `ctrl+q`, `f12`, `alt+shift+x`. */
export function parseKeyName(name: string): KeyPress {
  const parts = name.trim().toLowerCase().split('+');
  // "ctrl++" names the key of the plus sign.
  const keyPart = parts.at(-1) === '' && parts.length > 1 ? '+' : (parts.at(-1) ?? '');
  const modifierParts = parts.slice(0, keyPart === '+' ? -2 : -1);
  let modifiers = 0;
  for (const part of modifierParts) {
    const modifier = MODIFIERS[part];
    if (modifier === undefined) throw unknownKey(name, `"${part}" is no modifier`);
    modifiers |= modifier;
  }
  if (isFunctionKey(keyPart)) return functionKey(keyPart, modifiers);
  const named = CHARACTERS[keyPart];
  if (named !== undefined) return character(named, modifiers);
  if ([...keyPart].length !== 1) throw unknownKey(name, `"${keyPart}" is no key`);
  return character(keyPart.codePointAt(0) ?? SPACE, modifiers);
}

/** Whether both are the same key with the same modifiers, in whatever encodings they came. */
export function isSameKey(a: KeyPress, b: KeyPress): boolean {
  if ((a.modifiers & ~LOCKS) !== (b.modifiers & ~LOCKS)) return false;
  if (a.kind === 'character') return b.kind === 'character' && a.code === b.code;
  return b.kind === 'function' && a.key === b.key;
}

const isFunctionKey = (name: string): name is FunctionKey => name in KEY_LETTERS || name in KEY_NUMBERS;

const unknownKey = (name: string, why: string): Error =>
  new Error(`The key "${name}" is not known: ${why}. Name a key like "ctrl+q", "alt+x" or "f12".`);
