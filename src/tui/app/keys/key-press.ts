import type {Key} from 'ink';

/** One key. `name` is how the key table writes it: `j`, `G`, `ctrl+k`, `shift+tab`, `enter`, `pageup`. */
export interface KeyPress {
  readonly name: string;
  /** What it types in a text field; empty for keys that type nothing. */
  readonly text: string;
}

const NAMED: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

const segmenter = new Intl.Segmenter();

/** The keys in one report of Ink's. Keys that were typed faster than they were read come as one text and are taken apart again. */
export function keyPressesOf(input: string, key: Key): KeyPress[] {
  if (key.eventType === 'release') return [];
  const named = NAMED.find(([flag]) => key[flag] === true);
  if (named) return [{name: withModifiers(named[1], key), text: ''}];
  if (key.ctrl || key.meta) return input === '' ? [] : [{name: withModifiers(nameOfText(input.toLowerCase()), key), text: ''}];
  return [...segmenter.segment(input)].flatMap(({segment}) => keyPressOfText(segment));
}

function withModifiers(name: string, key: Key): string {
  return `${key.ctrl ? 'ctrl+' : ''}${key.meta ? 'alt+' : ''}${key.shift && name.length > 1 ? 'shift+' : ''}${name}`;
}

function keyPressOfText(text: string): KeyPress[] {
  if (text === '\r' || text === '\r\n') return [{name: 'enter', text: ''}];
  if (text === '\t') return [{name: 'tab', text: ''}];
  const code = text.codePointAt(0) ?? 0;
  // A control byte between letters: Ctrl+A is 1.
  if (code < 0x20) return [{name: `ctrl+${String.fromCharCode(code + 96)}`, text: ''}];
  return [{name: nameOfText(text), text}];
}

const nameOfText = (text: string): string => (text === ' ' ? 'space' : text);
