import {readFileSync} from 'node:fs';

/** What a demo session is started with: written by the adapter (0600, in the session's own folder), read by the demo program. */
export interface DemoLaunch {
  readonly session: string;
  readonly conversation: string;
  /** First prompt of a new conversation. */
  readonly prompt: string | null;
  /** Written to when there is mail; the session watches it. */
  readonly bell: string;
  /** What the session has done so far, so that a new process goes on where the old one ended. */
  readonly progress: string;
}

export const readLaunchFile = (file: string): DemoLaunch => JSON.parse(readFileSync(file, 'utf8')) as DemoLaunch;
