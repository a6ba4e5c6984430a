import {setImmediate} from 'node:timers/promises';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {PaneModes} from '../../../src/protocol/terminal.ts';
import {encodeKey} from '../../../src/tui/input/encode-key.ts';
import {parseKeyName} from '../../../src/tui/input/key-name.ts';
import {InputRouter} from '../../../src/tui/input/router.ts';
import {paneModes} from './pane-modes.ts';

/** A router whose application types into `a` after Enter and stops at Ctrl+Q, a little after it was told, as React does. */
class Desk implements Disposable {
  readonly log: string[] = [];
  readonly modes = new Map<string, PaneModes>([['a', paneModes({})]]);
  readonly router: InputRouter;

  constructor() {
    const later = (change: () => void): void => {
      globalThis.setImmediate(change);
    };
    this.router = new InputRouter(parseKeyName('ctrl+q'), {
      modesOf: (terminal) => this.modes.get(terminal) ?? null,
      toPane: (terminal, bytes) => this.log.push(`${terminal}:${Buffer.from(bytes).toString('latin1')}`),
      keyToApplication: (key) => {
        const text = encodeKey(key, {applicationCursor: false, kittyKeyboard: 0});
        this.log.push(`app:${text}`);
        if (text === '\r') later(() => this.typeInto('a'));
      },
      pasteToApplication: (text) => this.log.push(`app pastes:${text}`),
      onMouse: (event) => this.log.push(`mouse:${event.kind}`),
      onReply: (reply) => this.log.push(`reply:${reply.kind}`),
      onLeaveTyping: () => {
        this.log.push('left');
        later(() => {
          this.router.mode = {kind: 'command'};
        });
      },
      onSuspend: () => this.log.push('suspended'),
    });
  }

  typeInto(terminal: string): void {
    this.router.mode = {kind: 'typing', terminal};
  }

  async feed(...chunks: readonly (string | Uint8Array)[]): Promise<string[]> {
    for (const chunk of chunks) this.router.feed(Buffer.from(chunk));
    // Each key that the application gets takes two rounds of the event loop.
    for (let round = 0; round < 3 * chunks.join('').length + 3; round++) await setImmediate();
    return this.log;
  }

  [Symbol.dispose](): void {
    this.router[Symbol.dispose]();
  }
}

test('keys are given to the application one by one', async () => {
  using desk = new Desk();
  expect(await desk.feed('jj\x1b[A\x1b[97;5u')).toEqual(['app:j', 'app:j', 'app:\x1b[A', 'app:\x01']);
});

test('a key that changes the mode decides about those that came together with it', async () => {
  using desk = new Desk();
  expect(await desk.feed('j\rhello\x11k')).toEqual(['app:j', 'app:\r', 'a:hello', 'left', 'app:k']);
});

test('what is typed arrives unchanged, however it was cut up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({unit: 'grapheme', maxLength: 30}), fc.array(fc.nat(40), {maxLength: 5}), async (text, cuts) => {
      // Escape, the way out and nothing at all have meanings of their own.
      const typed = Buffer.from(text.replace(/[\x1b\x11]/g, ''));
      using desk = new Desk();
      desk.typeInto('a');
      const borders = [0, ...cuts.map((cut) => Math.min(cut, typed.length)).sort((a, b) => a - b), typed.length];
      await desk.feed(...borders.slice(1).map((end, index) => typed.subarray(borders[index], end)));
      expect(desk.log.map((line) => line.slice(2)).join('')).toBe(typed.toString('latin1'));
    }),
    {numRuns: 60},
  );
});

test('answers of the terminal are never typed into a session', async () => {
  using desk = new Desk();
  desk.typeInto('a');
  const answers = [
    '\x1b[?62;4c',
    '\x1b[>1;10;0c',
    '\x1b[24;80R',
    '\x1b[?1;1R',
    '\x1b[?2026;2$y',
    '\x1b[?1u',
    '\x1b[0n',
    '\x1b[?997;1n',
    '\x1b[8;24;80t',
  ];
  const strings = ['\x1b]11;rgb:1/2/3\x07', '\x1b]52;c;aGk=\x1b\\', '\x1bP>|kitty\x1b\\', '\x1bP1$r0m\x1b\\', '\x1b_Gi=1;OK\x1b\\'];
  const log = await desk.feed(...answers, 'x', ...strings, 'y');
  expect(log.filter((line) => !line.startsWith('reply:'))).toEqual(['a:x', 'a:y']);
  expect(log.filter((line) => line.startsWith('reply:'))).toHaveLength(answers.length + strings.length);
});

test('mouse and focus are the application’s in both modes', async () => {
  using desk = new Desk();
  desk.typeInto('a');
  expect(await desk.feed('\x1b[<0;1;1M\x1b[I\x1b[<66;1;1M')).toEqual(['mouse:press', 'reply:focus']);
});

test('a paste is between marks only where it was asked for, and never holds a command', async () => {
  using desk = new Desk();
  const paste = '\x1b[200~one\ntwo\x1b[31m\x03 \x1b[201~';
  expect(await desk.feed(paste)).toEqual(['app pastes:one\ntwo\x1b[31m\x03 ']);
  desk.typeInto('a');
  expect((await desk.feed(paste)).at(-1)).toBe('a:one\rtwo[31m ');
  desk.modes.set('a', paneModes({bracketedPaste: true}));
  expect((await desk.feed(paste)).at(-1)).toBe('a:\x1b[200~one\rtwo[31m \x1b[201~');
});

test('Ctrl+Z suspends only where it is not a session’s', async () => {
  using desk = new Desk();
  expect(await desk.feed('\x1a', '\x1b[122;5u')).toEqual(['suspended', 'suspended']);
  desk.typeInto('a');
  expect((await desk.feed('\x1a')).at(-1)).toBe('a:\x1a');
});

test('a lone Escape arrives though nothing follows it', async () => {
  using desk = new Desk();
  desk.typeInto('a');
  const arrived = new Promise<void>((resolve) => {
    desk.log.push = (line: string) => {
      expect(line).toBe('a:\x1b');
      resolve();
      return 1;
    };
  });
  desk.router.feed(Buffer.from('\x1b'));
  await arrived;
});

test('keys that nobody knows go to a session as they came, invalid bytes too', async () => {
  using desk = new Desk();
  desk.typeInto('a');
  expect(await desk.feed('\x1b[99~', '\x1b[[A', Buffer.from([0xff, 0xc3, 0x28]))).toEqual(['a:\x1b[99~', 'a:\x1bOP', 'a:\xff\xc3(']);
});
