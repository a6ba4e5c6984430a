import {expect, test} from 'vitest';
import {CELL_WORDS, CODEPOINT_MASK} from '../../src/protocol/cells.ts';
import {Emulator} from '../../src/terminal/emulator.ts';
import {version} from '../../src/version.ts';

class Heard {
  readonly replies: string[] = [];
  readonly titles: string[] = [];
  readonly notices: string[] = [];
  bells = 0;
  readonly emulator: Emulator;

  constructor(cols = 80, rows = 24) {
    this.emulator = new Emulator(cols, rows, {
      onReply: (bytes) => this.replies.push(bytes.toString()),
      onTitle: (title) => this.titles.push(title),
      onBell: () => this.bells++,
      onNotice: (text) => this.notices.push(text),
      onFailure: (error) => {
        throw error;
      },
    });
  }

  ask(question: string): string {
    this.replies.length = 0;
    this.emulator.feed(question);
    return this.replies.join('');
  }
}

test.each([
  ['its name', '\u001b[>q', `\u001bP>|harmony ${version}\u001b\\`],
  ['its name, asked with a zero', '\u001b[>0q', `\u001bP>|harmony ${version}\u001b\\`],
  ['what it is', '\u001b[c', '\u001b[?1;2c'],
  ['where the cursor is', '\u001b[3;5H\u001b[6n', '\u001b[3;5R'],
  ['whether it draws whole frames', '\u001b[?2026$p', '\u001b[?2026;2$y'],
  ['whether it tells changes of the colour scheme', '\u001b[?2031h\u001b[?2031$p', '\u001b[?2031;1$y'],
  ['its colour scheme', '\u001b[?996n', '\u001b[?997;1n'],
  ['its foreground', '\u001b]10;?\u001b\\', '\u001b]10;rgb:d0d0/d0d0/d0d0\u001b\\'],
  ['its background', '\u001b]11;?\u0007', '\u001b]11;rgb:1010/1010/1010\u001b\\'],
  ['both in one question', '\u001b]10;?;?\u0007', '\u001b]10;rgb:d0d0/d0d0/d0d0\u001b\\\u001b]11;rgb:1010/1010/1010\u001b\\'],
  ['its size in pixels', '\u001b[14t', '\u001b[4;384;640t'],
  ['the size of a cell', '\u001b[16t', '\u001b[6;16;8t'],
  ['its size in cells', '\u001b[18t', '\u001b[8;24;80t'],
])('a program that asks for %s gets an answer', (_what, question, answer) => {
  expect(new Heard().ask(question)).toBe(answer);
});

test('a program cannot read back its title, nor read or set the clipboard', () => {
  const heard = new Heard();
  expect(heard.ask('\u001b]2;rm -rf /\u0007\u001b[21t\u001b]52;c;?\u0007\u001b]52;c;aGk=\u0007')).toBe('');
});

test('the flags of the kitty keyboard are kept for each screen, and end with a reset', () => {
  const heard = new Heard();
  expect(heard.ask('\u001b[?u')).toBe('\u001b[?0u');
  expect(heard.ask('\u001b[>1u\u001b[>3u\u001b[?u')).toBe('\u001b[?3u');
  expect(heard.ask('\u001b[?1049h\u001b[?u')).toBe('\u001b[?0u');
  expect(heard.ask('\u001b[=5u\u001b[=2;2u\u001b[?u')).toBe('\u001b[?7u');
  expect(heard.ask('\u001b[=4;3u\u001b[?u')).toBe('\u001b[?3u');
  expect(heard.ask('\u001b[?1049l\u001b[?u')).toBe('\u001b[?3u');
  expect(heard.ask('\u001b[<u\u001b[?u')).toBe('\u001b[?1u');
  expect(heard.emulator.modes.kittyKeyboard).toBe(1);
  heard.emulator.feed('\u001b[>1u'.repeat(1_000));
  expect(heard.ask('\u001b[<1000u\u001b[?u')).toBe('\u001b[?0u');
  expect(heard.ask('\u001b[>1u\u001bc\u001b[?u')).toBe('\u001b[?0u');
});

test('titles come without control characters, and the one before can be had back', () => {
  const heard = new Heard();
  heard.emulator.feed('\u001b]0;first\u0007\u001b[22t\u001b]2;se\u0001cond\u0007\u001b[23t');
  expect(heard.titles).toEqual(['first', 'second', 'first']);
});

test('notices are told, progress bars are not', () => {
  const heard = new Heard();
  heard.emulator.feed(
    '\u001b]9;look here\u0007\u001b]9;4;1;50\u0007\u001b]777;notify;Build;done; really\u0007\u001b]777;other;x\u0007\u0007',
  );
  expect(heard.notices).toEqual(['look here', 'Build: done; really']);
  expect(heard.bells).toBe(1);
});

test('what a program asked its terminal for is told', () => {
  const {emulator} = new Heard();
  emulator.feed('\u001b[?1h\u001b=\u001b[?2004h\u001b[?1004h\u001b[?1003h\u001b[?1006h\u001b[?1049h\u001b[5 q\u001b[?25l');
  expect(emulator.modes).toEqual({
    applicationCursor: true,
    applicationKeypad: true,
    bracketedPaste: true,
    focusEvents: true,
    mouse: 'any',
    mouseEncoding: 'sgr',
    alternateScreen: true,
    kittyKeyboard: 0,
  });
  expect(emulator.cursor).toMatchObject({style: 5, visible: false});
});

test('the next program finds every mode off, even if the last one ended within a sequence', () => {
  const heard = new Heard(40, 4);
  const {emulator} = heard;
  const fresh = new Heard(40, 4).emulator;
  emulator.feed(
    '\u001b[?1h\u001b=\u001b[?2004h\u001b[?1004h\u001b[?1003h\u001b[?1006h\u001b[?2026h\u001b[5 q\u001b[?25l\u001b[>1u\u001b(0\u001b[4h\u001b[31m',
  );
  emulator.feed('\u001b[2;3rlast words\u001b[?1049hon the other screen \u001b]0;half a tit');
  emulator.startAnew();
  expect(emulator.modes).toEqual(fresh.modes);
  expect(emulator.cursor).toEqual(fresh.cursor);
  expect(emulator.synchronizing).toBe(false);
  emulator.feed('qqq');
  const [used, plain] = [new Uint32Array(160), new Uint32Array(160)];
  fresh.feed('qqq');
  emulator.readRow(emulator.scrollback, used);
  fresh.readRow(fresh.scrollback, plain);
  expect(used).toEqual(plain);
  expect(emulator.scrollback).toBeGreaterThan(0);
});

test('an emulator that fails is replaced, and the program goes on', () => {
  const failures: unknown[] = [];
  const emulator = new Emulator(20, 4, {
    onReply: () => {},
    onTitle: () => {},
    onBell: () => {},
    // An error in the middle of parsing, after which xterm.js by itself takes no byte any more.
    onNotice: () => {
      throw new Error('broken inside');
    },
    onFailure: (error) => failures.push(error),
  });
  emulator.feed('before\u001b]9;notice\u0007 lost');
  expect(failures).toEqual([new Error('broken inside')]);
  emulator.feed('still here');
  const row = new Uint32Array(20 * CELL_WORDS);
  emulator.readRow(0, row);
  expect(String.fromCodePoint(...Array.from({length: 10}, (_, col) => (row[col * CELL_WORDS] ?? 0) & CODEPOINT_MASK))).toBe('still here');
});
