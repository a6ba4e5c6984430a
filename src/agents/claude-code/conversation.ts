import {existsSync, readdirSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';

/** Where the client keeps transcripts and the files of running sessions. */
export const configFolder = (environment: Readonly<Record<string, string | undefined>>): string =>
  environment.CLAUDE_CONFIG_DIR || join(environment.HOME || homedir(), '.claude');

/**
 * Is there something to resume? A session that was ended before its first prompt has an id but no transcript, and --resume of it ends the client
 * at once. Looked for in every project's folder, because how the client turns a path into a folder's name is its own affair.
 */
export function hasTranscript(config: string, conversation: string): boolean {
  const projects = join(config, 'projects');
  try {
    return readdirSync(projects).some((folder) => existsSync(join(projects, folder, `${conversation}.jsonl`)));
  } catch {
    // No folder: nothing was ever written.
    return false;
  }
}
