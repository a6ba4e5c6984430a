import {closeSync, fstatSync, openSync, readdirSync, readSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';

/** Where the client keeps transcripts and the files of running sessions. */
export const configFolder = (environment: Readonly<Record<string, string | undefined>>): string =>
  environment.CLAUDE_CONFIG_DIR || join(environment.HOME || homedir(), '.claude');

/** Beginning of a transcript that is looked at. A longer one has messages for certain: what comes before the first is not half of this. Bytes. */
const HEAD = 1024 * 1024;

/**
 * Is there something to resume? A session that ended before its first prompt has an id but no transcript, and one that was killed in its first
 * turn may have one without a message; --resume of either ends the client at once. Looked for in every project's folder, because how the
 * client turns a path into a folder's name is its own affair.
 */
export function isResumable(config: string, conversation: string): boolean {
  const projects = join(config, 'projects');
  let folders: string[];
  try {
    folders = readdirSync(projects);
  } catch {
    // No folder: nothing was ever written.
    return false;
  }
  return folders.some((folder) => hasMessage(join(projects, folder, `${conversation}.jsonl`)));
}

function hasMessage(transcript: string): boolean {
  let file: number;
  try {
    file = openSync(transcript, 'r');
  } catch {
    return false;
  }
  try {
    const {size} = fstatSync(file);
    if (size > HEAD) return true;
    const buffer = Buffer.alloc(size);
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, size, 0)).includes('"type":"user"');
  } finally {
    closeSync(file);
  }
}
