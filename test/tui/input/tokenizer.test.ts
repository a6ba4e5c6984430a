import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Token} from '../../../src/tui/input/token.ts';
import {Tokenizer} from '../../../src/tui/input/tokenizer.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const tokensOf = (...chunks: readonly Uint8Array[]): Token[] => {
  const tokenizer = new Tokenizer();
  return [...chunks.flatMap((chunk) => tokenizer.push(chunk)), ...tokenizer.flush()];
};
const kindsOf = (text: string): string[] => tokensOf(bytes(text)).map((token) => token.kind);
const only = (text: string): Token | undefined => tokensOf(bytes(text))[0];

/** Bytes of a session at the keyboard: keys, mouse, pastes, replies, and things that are none of these. */
const piece = fc.oneof(
  fc.string({unit: 'grapheme', maxLength: 6}).map((text) => text.replaceAll('\x1b', '')),
  fc.constantFrom('\r', '\t', '\x7f', '\x03', '\x11', '\x00', '\x1b', '\x1bx', '\x1b\r', '\x1bé'),
  fc.constantFrom('\x1b[A', '\x1b[1;5C', '\x1bOP', '\x1bO5P', '\x1b[3~', '\x1b[Z', '\x1b[[A', '\x1b[97;5u', '\x1b[27;5;113~', '\x1b[5$'),
  fc.constantFrom('\x1b[<0;10;5M', '\x1b[<0;10;5m', '\x1b[M !!', '\x1b[I', '\x1b[O'),
  fc.constantFrom('\x1b[?62;4c', '\x1b[?1u', '\x1bP>|kitty 0.1\x1b\\', '\x1b]11;rgb:00/00/00\x07', '\x1b_G\x1b\\', '\x1b[?2026;2$y'),
  fc.string({maxLength: 9}).map((text) => `\x1b[200~${text.replaceAll('\x1b', '')}\x1b[201~`),
  fc.constantFrom('\x1b[12\x1b[A', '\x1b]0;cut\x1b[B', '\x1b[1;\x18x'),
);
const stream = fc.array(fc.oneof({weight: 9, arbitrary: piece.map(bytes)}, {weight: 1, arbitrary: fc.uint8Array({maxLength: 4})}), {
  maxLength: 12,
});

function cut(whole: Buffer, at: readonly number[]): Buffer[] {
  const borders = [0, ...at.map((part) => Math.floor(part * whole.length)).sort((a, b) => a - b), whole.length];
  return borders.slice(1).map((end, index) => whole.subarray(borders[index], end));
}

test('how the bytes were cut up does not matter', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.double({min: 0, max: 1, noNaN: true}), {maxLength: 20}), (pieces, cuts) => {
      const whole = Buffer.concat(pieces);
      expect(tokensOf(...cut(whole, cuts))).toEqual(tokensOf(whole));
      expect(tokensOf(...Array.from(whole, (byte) => Buffer.from([byte])))).toEqual(tokensOf(whole));
    }),
    {numRuns: 500},
  );
});

test('every byte is in exactly one token', () => {
  fc.assert(
    fc.property(stream, (pieces) => {
      const whole = Buffer.concat(pieces);
      const tokenizer = new Tokenizer();
      // A character or paste that is not finished stays inside: this finishes both.
      const tokens = [...tokenizer.push(whole), ...tokenizer.push(bytes('\x1b[201~')), ...tokenizer.push(bytes('\x07'))];
      const parts = tokens.map((token) =>
        token.kind === 'paste' ? Buffer.concat([bytes('\x1b[200~'), token.content, bytes('\x1b[201~')]) : token.raw,
      );
      const together = Buffer.concat(parts);
      expect(together.subarray(0, whole.length).equals(whole)).toBe(true);
    }),
    {numRuns: 500},
  );
});

test('tells apart what a terminal can send', () => {
  expect(kindsOf('a')).toEqual(['text']);
  expect(kindsOf('日é')).toEqual(['text', 'text']);
  expect(kindsOf('\r')).toEqual(['control']);
  expect(kindsOf('\x1bx\x1b\r')).toEqual(['alt', 'alt']);
  expect(kindsOf('\x1bOA\x1b[A')).toEqual(['ss3', 'csi']);
  expect(kindsOf('\x1b[200~two\nlines\x1b[201~z')).toEqual(['paste', 'text']);
  expect(kindsOf('\x1b]11;rgb:0/0/0\x1b\\\x1bP>|foot\x1b\\')).toEqual(['string', 'string']);
  expect(only('\x1b[1;5C')).toMatchObject({parameters: '1;5', final: 'C', intermediates: ''});
  expect(only('\x1b[?2026;2$y')).toMatchObject({parameters: '?2026;2', final: 'y', intermediates: '$'});
  expect(only('\x1b[M !"')).toMatchObject({kind: 'mouse', button: 0, column: 1, row: 2});
  expect(only('\x1bP>|foot 1.2\x1b\\')).toMatchObject({introducer: 'P', content: '>|foot 1.2'});
});

test('an Escape that nothing follows is the key, after a while', () => {
  const tokenizer = new Tokenizer();
  expect(tokenizer.push(bytes('\x1b'))).toEqual([]);
  expect(tokenizer.patience).toBe(20);
  expect(tokenizer.flush()).toMatchObject([{kind: 'control', code: 0x1b}]);
  expect(tokenizer.patience).toBeNull();
  tokenizer.push(bytes('\x1b]'));
  expect(tokenizer.flush()).toMatchObject([{kind: 'alt'}]);
  expect(tokenizer.push(bytes('x'))).toMatchObject([{kind: 'text'}]);
});

test('a sequence that never ends does not swallow the keys behind it', () => {
  const tokenizer = new Tokenizer();
  tokenizer.push(bytes('\x1b]0;no end'));
  expect(tokenizer.patience).toBe(1000);
  expect(tokenizer.flush()).toMatchObject([{kind: 'lost'}]);
  expect(tokenizer.push(bytes('j'))).toMatchObject([{kind: 'text'}]);
  expect(kindsOf('\x1b]0;no end\x1b[A')).toEqual(['lost', 'csi']);
});

test('a paste may hold escape sequences and is not cut inside a character', () => {
  const tokens = tokensOf(bytes(`\x1b[200~${'é'.repeat(600_000)}\x1b[31m\x1b[201~`));
  expect(tokens.map((token) => token.kind)).toEqual(['paste', 'paste']);
  const text = tokens.map((token) => (token.kind === 'paste' ? Buffer.from(token.content).toString() : '')).join('');
  expect(text).toBe(`${'é'.repeat(600_000)}\x1b[31m`);
});
