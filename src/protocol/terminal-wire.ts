/**
 * Bytes of the terminal host's socket. A frame is `u32 length (of what follows), u8 kind, payload`, little-endian.
 *
 * kind 0, both ways:     JSON: a request, a response, a notification, an acknowledgement
 * kind 1, host → client: pane update: `u32 n, n bytes of JSON (everything but the runs), padding to 4, runs`;
 *                        a run is `u16 row, u16 col, u32 cells, cells × 16 bytes`
 * kind 2, client → host: input: `u8 n, n bytes of the terminal's name, the bytes`
 */
import type {Duplex} from 'node:stream';
import {CELL_WORDS} from './cells.ts';
import type {PaneRun, PaneUpdate} from './terminal.ts';

export const KIND_JSON = 0;
export const KIND_UPDATE = 1;
export const KIND_INPUT = 2;

/** A full update of a 1000 × 1000 terminal, the largest there is, is 16 MB. */
const LONGEST_FRAME = 32 * 1024 * 1024;
const HEADER = 5;
const RUN_HEADER = 8;

export type WireMessage =
  | {readonly kind: typeof KIND_JSON; readonly value: unknown}
  | {readonly kind: typeof KIND_UPDATE; readonly update: PaneUpdate}
  | {readonly kind: typeof KIND_INPUT; readonly terminal: string; readonly bytes: Uint8Array};

export const encodeJson = (value: unknown): Buffer => frame(KIND_JSON, Buffer.from(JSON.stringify(value)));

export function encodeInput(terminal: string, bytes: Uint8Array): Buffer {
  const name = Buffer.from(terminal);
  return frame(KIND_INPUT, Buffer.concat([Buffer.from([name.length]), name, bytes]));
}

export function encodeUpdate({runs, ...rest}: PaneUpdate): Buffer {
  const json = Buffer.from(JSON.stringify(rest));
  const start = HEADER + 4 + json.length + padding(json.length);
  const size = runs.reduce((sum, run) => sum + RUN_HEADER + run.cells.byteLength, start);
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeUInt32LE(size - 4, 0);
  bytes[4] = KIND_UPDATE;
  bytes.writeUInt32LE(json.length, HEADER);
  bytes.fill(0, start - padding(json.length), start);
  json.copy(bytes, HEADER + 4);
  let at = start;
  for (const {row, col, cells} of runs) {
    bytes.writeUInt16LE(row, at);
    bytes.writeUInt16LE(col, at + 2);
    bytes.writeUInt32LE(cells.length / CELL_WORDS, at + 4);
    bytes.set(new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength), at + RUN_HEADER);
    at += RUN_HEADER + cells.byteLength;
  }
  return bytes;
}

/** Calls `receive` for every frame. Bytes that are none destroy the stream with an error: the other end is not one of ours. */
export function readFrames(stream: Duplex, receive: (message: WireMessage) => void): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = HEADER;
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < needed) return;
    let rest = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    try {
      while (rest.length >= HEADER) {
        const length = rest.readUInt32LE(0);
        if (length < 1 || length > LONGEST_FRAME) throw new Error(`a frame of ${length} bytes`);
        if (rest.length < 4 + length) {
          needed = 4 + length;
          break;
        }
        receive(decode(rest[4] ?? -1, rest.subarray(HEADER, 4 + length)));
        rest = rest.subarray(4 + length);
        needed = HEADER;
      }
    } catch (cause) {
      stream.destroy(new Error('Not the protocol of the terminal host.', {cause}));
      return;
    }
    chunks = rest.length > 0 ? [rest] : [];
    size = rest.length;
  });
}

function decode(kind: number, payload: Buffer): WireMessage {
  if (kind === KIND_JSON) return {kind, value: JSON.parse(payload.toString('utf8'))};
  if (kind === KIND_INPUT) {
    const end = 1 + (payload[0] ?? 0);
    return {kind, terminal: payload.toString('utf8', 1, end), bytes: payload.subarray(end)};
  }
  if (kind === KIND_UPDATE) return {kind, update: decodeUpdate(payload)};
  throw new Error(`a frame of kind ${kind}`);
}

function decodeUpdate(payload: Buffer): PaneUpdate {
  const length = payload.readUInt32LE(0);
  const rest = JSON.parse(payload.toString('utf8', 4, 4 + length)) as Omit<PaneUpdate, 'runs'>;
  const runs: PaneRun[] = [];
  let at = 4 + length + padding(length);
  while (at < payload.length) {
    const count = payload.readUInt32LE(at + 4);
    const end = at + RUN_HEADER + count * CELL_WORDS * 4;
    if (end > payload.length) throw new Error('an update that ends too early');
    // Copied, because a view of 32-bit words has to begin at a multiple of 4.
    const cells = new Uint32Array(payload.buffer.slice(payload.byteOffset + at + RUN_HEADER, payload.byteOffset + end));
    runs.push({row: payload.readUInt16LE(at), col: payload.readUInt16LE(at + 2), cells});
    at = end;
  }
  return {...rest, runs};
}

const padding = (length: number): number => (4 - (length % 4)) % 4;

function frame(kind: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEADER);
  head.writeUInt32LE(payload.length + 1, 0);
  head[4] = kind;
  return Buffer.concat([head, payload]);
}
