import type {Readable} from 'node:stream';
import {usageError} from './errors.ts';

/** A message has at most 65,536 characters, which are at most four bytes each: more than this need not be read. */
const LONGEST_TEXT = 4 * 65_536;

/**
 * A text as given, or with `-` from standard input. Only `-` reads it: a session's shell may leave standard input open for ever.
 * Throws a usage error when it is too long.
 */
export async function textOf(given: string, input: Readable): Promise<string> {
  const text = given === '-' ? await readAll(input) : given;
  if (Buffer.byteLength(text) > LONGEST_TEXT) {
    throw usageError('The text is longer than 65,536 characters.', 'Put it into a file, and name the file in a short text.');
  }
  return text;
}

async function readAll(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > LONGEST_TEXT) break;
  }
  return Buffer.concat(chunks).toString('utf8').trimEnd();
}
