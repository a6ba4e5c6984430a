import {createHash} from 'node:crypto';
import {readFile, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {SeenCall} from './adapter.ts';

type Input = Readonly<Record<string, unknown>>;

/** Of a hash: 64 bits, so that two calls of one session never meet by chance. Characters. */
const LENGTH = 16;
/** A larger file is not read: the client waits for the answer. Bytes. */
const LARGEST = 1024 * 1024;

/** A tool call as it is compared with others. `edited`: the file that it is about to change. */
export const seenCall = async (input: Input, edited: string | null, project: string): Promise<SeenCall> => ({
  argumentsHash: hashOf(stableText(withoutWords(input))),
  edits: edited === null ? null : {path: edited, contentHash: await contentHash(resolve(project, edited))},
});

const hashOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex').slice(0, LENGTH);

/** What a model says of a command is put otherwise each time, and it is the same command. */
function withoutWords(input: Input): Input {
  if (typeof input.command !== 'string') return input;
  const {description: _, ...rest} = input;
  return rest;
}

/** JSON with its keys in order. */
const stableText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** `none`: there is no such file. `null`: it is too large, no file, or not to be read. */
async function contentHash(file: string): Promise<string | null> {
  try {
    const facts = await stat(file);
    return facts.isFile() && facts.size <= LARGEST ? hashOf(await readFile(file)) : null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : null;
  }
}
