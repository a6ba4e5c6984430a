import {crc32} from 'node:zlib';
import type {Event, EventBody} from '../../core/index.ts';

/** An event as a row has it: its body is JSON. */
export interface EventRow {
  readonly position: number;
  readonly at: number;
  readonly wall: number;
  readonly command: string;
  readonly actor: string;
  readonly body: string;
}

const BEGIN = '{"sum":"';
const BETWEEN = '","event":';
const EVENT_AT = BEGIN.length + 8 + BETWEEN.length;

// Field by field: rows have no prototype, and copying such an object as a whole takes as long as reading its JSON.
export const eventOfRow = ({position, at, wall, command, actor, body}: EventRow): Event => ({
  position,
  at,
  wall,
  command,
  actor,
  body: JSON.parse(body) as EventBody,
});

/** JSON that any program can read. The sum is the CRC-32 of the event's text, in hexadecimal: a line that was torn or changed is known by it. */
export function writeArchiveLine({position, at, wall, command, actor, body}: EventRow): string {
  const head = JSON.stringify({position, at, wall, command, actor});
  const event = `${head.slice(0, -1)},"body":${body}}`;
  return `${BEGIN}${sumOf(event)}${BETWEEN}${event}}`;
}

/** `null`: it is not as it was written. */
export function readArchiveLine(line: string): Event | null {
  if (!line.startsWith(BEGIN) || line.slice(BEGIN.length + 8, EVENT_AT) !== BETWEEN || !line.endsWith('}')) return null;
  const event = line.slice(EVENT_AT, -1);
  return line.slice(BEGIN.length, BEGIN.length + 8) === sumOf(event) ? (JSON.parse(event) as Event) : null;
}

const sumOf = (text: string): string => crc32(text).toString(16).padStart(8, '0');
