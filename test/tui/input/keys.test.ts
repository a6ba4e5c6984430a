import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodeKey} from '../../../src/tui/input/decode-key.ts';
import {encodeKey, type KeyModes} from '../../../src/tui/input/encode-key.ts';
import {ALT, CTRL, character, type FunctionKey, functionKey, type KeyPress, SHIFT} from '../../../src/tui/input/key.ts';
import {isSameKey, parseKeyName} from '../../../src/tui/input/key-name.ts';
import {Tokenizer} from '../../../src/tui/input/tokenizer.ts';

const PLAIN: KeyModes = {applicationCursor: false, kittyKeyboard: 0};
const APPLICATION: KeyModes = {applicationCursor: true, kittyKeyboard: 0};
const KITTY: KeyModes = {applicationCursor: false, kittyKeyboard: 1};
const KITTY_ALL: KeyModes = {applicationCursor: false, kittyKeyboard: 1 | 2 | 8 | 16};

function keyOf(sequence: string): KeyPress | null {
  const tokenizer = new Tokenizer();
  const [token] = [...tokenizer.push(Buffer.from(sequence)), ...tokenizer.flush()];
  if (!token) throw new Error(`no token in ${JSON.stringify(sequence)}`);
  return decodeKey(token);
}

const translate = (sequence: string, modes: KeyModes): string => {
  const key = keyOf(sequence);
  return key ? encodeKey(key, modes) : '';
};

describe('what a legacy terminal sends comes out as it came in', () => {
  const sequences = [
    ...Array.from({length: 128}, (_, code) => String.fromCharCode(code)),
    ...['é', 'É', '日', '🚀', 'ß', 'İ', 'ǅ', '\x1ba', '\x1bA', '\x1b\r', '\x1b\x7f', '\x1b\x03', '\x1b[Z', '\x1bé'],
    ...['A', 'B', 'C', 'D', 'H', 'F'].flatMap((letter) => [`\x1b[${letter}`, `\x1b[1;2${letter}`, `\x1b[1;8${letter}`]),
    ...['P', 'Q', 'R', 'S'].flatMap((letter) => [`\x1bO${letter}`, `\x1b[1;5${letter}`]),
    ...[2, 3, 5, 6, 15, 17, 18, 19, 20, 21, 23, 24].flatMap((number) => [`\x1b[${number}~`, `\x1b[${number};3~`]),
  ];
  test.each(sequences.map((sequence) => [JSON.stringify(sequence), sequence]))('%s', (_name, sequence) => {
    expect(translate(sequence, PLAIN)).toBe(sequence);
  });
});

test('arrows, Home and End follow the cursor key mode of the pane', () => {
  expect(translate('\x1b[A', APPLICATION)).toBe('\x1bOA');
  expect(translate('\x1bOA', PLAIN)).toBe('\x1b[A');
  expect(translate('\x1b[H', APPLICATION)).toBe('\x1bOH');
  expect(translate('\x1b[1~', APPLICATION)).toBe('\x1bOH');
  expect(translate('\x1bOF', PLAIN)).toBe('\x1b[F');
  expect(translate('\x1b[1;5A', APPLICATION)).toBe('\x1b[1;5A');
  expect(translate('\x1b[5~', APPLICATION)).toBe('\x1b[5~');
});

test('keys of the kitty protocol become old bytes for panes that did not ask for it', () => {
  expect(translate('\x1b[99;5u', PLAIN)).toBe('\x03');
  expect(translate('\x1b[27u', PLAIN)).toBe('\x1b');
  expect(translate('\x1b[120;3u', PLAIN)).toBe('\x1bx');
  expect(translate('\x1b[120;4u', PLAIN)).toBe('\x1bX');
  expect(translate('\x1b[9;2u', PLAIN)).toBe('\x1b[Z');
  expect(translate('\x1b[13;2u', PLAIN)).toBe('\x1b\r');
  expect(translate('\x1b[13;3u', PLAIN)).toBe('\x1b\r');
  expect(translate('\x1b[13;5u', PLAIN)).toBe('\r');
  expect(translate('\x1b[32;5u', PLAIN)).toBe('\x00');
  expect(translate('\x1b[127;5u', PLAIN)).toBe('\b');
  expect(translate('\x1b[91;5u', PLAIN)).toBe('\x1b');
  expect(translate('\x1b[47;5u', PLAIN)).toBe('\x1f');
  expect(translate('\x1b[49:33;2u', PLAIN)).toBe('!');
  expect(translate('\x1b[57404u', PLAIN)).toBe('5');
  expect(translate('\x1b[57419u', APPLICATION)).toBe('\x1bOA');
});

test('keys that old encodings cannot express, and releases, are not sent to panes without the protocol', () => {
  expect(translate('\x1b[97;9u', PLAIN)).toBe('');
  expect(translate('\x1b[97;1:3u', PLAIN)).toBe('');
  expect(translate('\x1b[1;1:3A', KITTY)).toBe('');
  expect(translate('\x1b[57441u', PLAIN)).toBe('');
});

test('panes with the kitty protocol get codes where old bytes would be ambiguous', () => {
  expect(translate('\x1b', KITTY)).toBe('\x1b[27u');
  expect(translate('\x03', KITTY)).toBe('\x1b[99;5u');
  expect(translate('\x1bx', KITTY)).toBe('\x1b[120;3u');
  expect(translate('\x1b[Z', KITTY)).toBe('\x1b[9;2u');
  expect(translate('\x1b[13;2u', KITTY)).toBe('\x1b[13;2u');
  expect(translate('a', KITTY)).toBe('a');
  expect(translate('A', KITTY)).toBe('A');
  expect(translate('\r', KITTY)).toBe('\r');
  expect(translate('\t', KITTY)).toBe('\t');
  expect(translate('\x7f', KITTY)).toBe('\x7f');
  expect(translate('\x1bOA', {...KITTY, applicationCursor: true})).toBe('\x1b[A');
  expect(translate('\x1bOR', KITTY)).toBe('\x1b[13~');
  expect(translate('\x1bOP', KITTY)).toBe('\x1b[P');
});

test('panes that want all keys as codes, with events and text, get them so', () => {
  expect(translate('a', KITTY_ALL)).toBe('\x1b[97;;97u');
  expect(translate('A', KITTY_ALL)).toBe('\x1b[97;2;65u');
  expect(translate('\r', KITTY_ALL)).toBe('\x1b[13u');
  expect(translate('\x1b[97;1:3u', KITTY_ALL)).toBe('\x1b[97;1:3u');
  expect(translate('\x1b[1;5:2C', KITTY_ALL)).toBe('\x1b[1;5:2C');
});

test('modifyOtherKeys of xterm is understood', () => {
  expect(translate('\x1b[27;5;113~', PLAIN)).toBe('\x11');
  expect(translate('\x1b[27;2;13~', PLAIN)).toBe('\x1b\r');
  expect(translate('\x1b[27;2;65~', PLAIN)).toBe('A');
});

test('what one pane would be sent is read back as the same key', () => {
  const functionKeys: FunctionKey[] = ['up', 'left', 'home', 'end', 'insert', 'delete', 'pageup', 'f1', 'f3', 'f5', 'f12', 'f13', 'f20'];
  const modifiers = fc.integer({min: 0, max: 7});
  const anyKey = fc.oneof(
    fc.tuple(fc.constantFrom(...functionKeys), modifiers).map(([key, held]) => functionKey(key, held)),
    fc.tuple(fc.constantFrom(...'abcxyz019 äж'), modifiers).map(([text, held]) => character(text.codePointAt(0) ?? 0, held)),
    fc.tuple(fc.constantFrom(9, 13, 27, 127), modifiers).map(([code, held]) => character(code, held)),
  );
  fc.assert(
    fc.property(anyKey, (key) => {
      const read = keyOf(encodeKey(key, {applicationCursor: false, kittyKeyboard: 1 | 8}));
      expect(read && isSameKey(read, key)).toBe(true);
    }),
  );
});

test('the key that leaves typing is known in every encoding', () => {
  const leave = parseKeyName('ctrl+q');
  for (const sequence of ['\x11', '\x1b[113;5u', '\x1b[27;5;113~', '\x1b[113;69u', '\x1b[113;5:1u']) {
    const key = keyOf(sequence);
    expect(key && isSameKey(key, leave), JSON.stringify(sequence)).toBe(true);
  }
  for (const sequence of ['q', '\x1b[113u', '\x1b[113;7u', '\x1bq', '\x1b[A']) {
    const key = keyOf(sequence);
    expect(key && isSameKey(key, leave), JSON.stringify(sequence)).toBe(false);
  }
});

test('names of keys are read, and wrong ones are explained', () => {
  expect(parseKeyName('Ctrl+Q')).toEqual(character(0x71, CTRL));
  expect(parseKeyName('alt+shift+f12')).toEqual(functionKey('f12', ALT | SHIFT));
  expect(parseKeyName('ctrl++')).toEqual(character(0x2b, CTRL));
  expect(parseKeyName('ctrl+space')).toEqual(character(0x20, CTRL));
  expect(() => parseKeyName('ctl+q')).toThrow('"ctl" is no modifier');
  expect(() => parseKeyName('ctrl+quit')).toThrow('Name a key like');
});
