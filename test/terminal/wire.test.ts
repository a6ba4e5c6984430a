import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import type {PaneUpdate} from '../../src/protocol/terminal.ts';
import {
  encodeInput,
  encodeJson,
  encodeUpdate,
  KIND_INPUT,
  KIND_UPDATE,
  readFrames,
  type WireMessage,
} from '../../src/protocol/terminal-wire.ts';

const update: PaneUpdate = {
  terminal: 'ada',
  cols: 3,
  rows: 2,
  full: true,
  runs: [
    {row: 0, col: 1, cells: Uint32Array.of(1, 2, 3, 0x80000001, 5, 6, 7, 0xffffffff)},
    {row: 1, col: 0, cells: Uint32Array.of(9, 10, 11, 12)},
  ],
  graphemes: [[7, '👩‍💻']],
  extended: [[1, {underlineStyle: 3, underlineColor: 0x2000009, link: 'https://example.org'}]],
  cursor: {x: 2, y: 1, visible: true, style: 4},
  modes: {
    applicationCursor: true,
    applicationKeypad: false,
    bracketedPaste: true,
    focusEvents: false,
    mouse: 'any',
    mouseEncoding: 'sgr',
    alternateScreen: false,
    kittyKeyboard: 1,
  },
  title: 'ädä ✳',
  scrollback: 12,
  scrolled: 3,
  exited: false,
};

function read(bytes: Buffer, pieces: number): {messages: WireMessage[]; error: Promise<Error | null>} {
  const stream = new PassThrough();
  const messages: WireMessage[] = [];
  readFrames(stream, (message) => messages.push(message));
  const error = new Promise<Error | null>((resolve) => {
    stream.on('error', resolve);
    stream.on('close', () => resolve(null));
    stream.on('end', () => resolve(null));
  });
  for (let at = 0; at < bytes.length; at += pieces) stream.write(bytes.subarray(at, at + pieces));
  stream.end();
  return {messages, error};
}

test.each([1, 7, 100_000])('messages arrive as they were sent, in pieces of %i bytes', async (pieces) => {
  const bytes = Buffer.concat([
    encodeJson({id: 1, method: 'list'}),
    encodeUpdate(update),
    encodeInput('ada', Buffer.from('ä\r')),
    encodeUpdate(update),
  ]);
  const {messages, error} = read(bytes, pieces);
  expect(await error).toBeNull();
  expect(messages).toEqual([
    {kind: 0, value: {id: 1, method: 'list'}},
    {kind: KIND_UPDATE, update},
    {kind: KIND_INPUT, terminal: 'ada', bytes: Buffer.from('ä\r')},
    {kind: KIND_UPDATE, update},
  ]);
});

const frame = (kind: number, payload: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(payload.length + 1, 0);
  head[4] = kind;
  return Buffer.concat([head, payload]);
};

test.each([
  ['a kind that there is not', frame(9, Buffer.from('x'))],
  ['text that is not JSON', frame(0, Buffer.from('{"id":'))],
  ['an update that ends too early', frame(1, encodeUpdate(update).subarray(5, -3))],
  ['an update of nothing', frame(1, Buffer.alloc(0))],
  ['a length of zero', Buffer.alloc(8)],
  ['a length beyond all frames', Buffer.from('ffffffff00', 'hex')],
])('%s ends the connection', async (_what, bytes) => {
  const {messages, error} = read(bytes, 100_000);
  expect(await error).toMatchObject({message: 'Not the protocol of the terminal host.'});
  expect(messages).toEqual([]);
});
