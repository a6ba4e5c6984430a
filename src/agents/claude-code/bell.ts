import {mkdirSync, writeFileSync} from 'node:fs';
import type {SessionHub} from '../adapter.ts';
import type {SessionMemory} from './memory.ts';
import {bellFile} from './plugin.ts';

/** A client that has just started does not watch the bell yet: it takes about a second from its SessionStart. Milliseconds. */
const AGAIN = 1_500;

let rings = 0;

/** Rings, and once more if nobody came for the mail. */
export function ringBell(hub: SessionHub, memory: SessionMemory): void {
  writeBell(hub.folder);
  memory.stopRinging();
  const timer = setTimeout(() => {
    try {
      writeBell(hub.folder);
    } catch (error) {
      hub.log(`bell: ${error}`);
    }
  }, AGAIN);
  timer.unref();
  memory.stopRinging = () => clearTimeout(timer);
}

function writeBell(folder: string): void {
  rings += 1;
  mkdirSync(folder, {recursive: true, mode: 0o700});
  // In place: a file that was renamed over is lost to the client's watcher. The content only has to differ.
  writeFileSync(bellFile(folder), `${Date.now()} ${rings}\n`);
}
