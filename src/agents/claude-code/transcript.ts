import {closeSync, type FSWatcher, fstatSync, openSync, readSync, statSync, watch} from 'node:fs';
import type {SessionHub} from '../adapter.ts';

interface Awaited {
  readonly messages: readonly string[];
  /** Where in the transcript to look from. */
  readonly from: number;
}

/**
 * Finds delivered messages in the client's transcript: what stands there as something the model was given, it has been given. The format is
 * the client's own, so a line that is not understood only means that the message keeps its state.
 */
export class Transcript implements Disposable {
  #path: string | null = null;
  #awaited: Awaited[] = [];
  #watcher: FSWatcher | null = null;

  /** Mail is on its way into the conversation of this transcript. The client writes it down some time after. */
  expect(hub: SessionHub, path: string | null, messages: readonly string[]): void {
    if (path === null) return;
    if (path !== this.#path) this.#unwatch();
    this.#path = path;
    this.#awaited.push({messages, from: sizeOf(path)});
    this.#watch(hub, path);
  }

  /** Reports what has arrived by now. */
  async check(hub: SessionHub): Promise<void> {
    if (this.#path === null || this.#awaited.length === 0) return;
    // Of a new session there was nothing to watch yet.
    this.#watch(hub, this.#path);
    const given = givenTexts(readFrom(this.#path, Math.min(...this.#awaited.map(({from}) => from))));
    const isGiven = (message: string): boolean => given.some((text) => new RegExp(`\\b${message}\\b`).test(text));
    const arrived = this.#awaited.flatMap(({messages}) => messages.filter(isGiven));
    if (arrived.length === 0) return;
    this.#awaited = this.#awaited
      .map(({messages, from}) => ({from, messages: messages.filter((message) => !arrived.includes(message))}))
      .filter(({messages}) => messages.length > 0);
    if (this.#awaited.length === 0) this.#unwatch();
    await hub.seen(arrived, 'in the transcript');
  }

  [Symbol.dispose](): void {
    this.#awaited = [];
    this.#unwatch();
  }

  #watch(hub: SessionHub, path: string): void {
    if (this.#watcher) return;
    try {
      this.#watcher = watch(path, {persistent: false}, () => void this.check(hub).catch((error) => hub.log(`transcript: ${error}`)));
      this.#watcher.on('error', () => this.#unwatch());
    } catch {
      // Not written yet: looked for again at the next hook, and when the screen has settled.
    }
  }

  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = null;
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    // Not written yet.
    return 0;
  }
}

function readFrom(path: string, from: number): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const length = Math.max(0, fstatSync(file).size - from);
    const buffer = Buffer.alloc(length);
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, length, from));
  } finally {
    closeSync(file);
  }
}

/** The lines that became part of the conversation: context added by hooks, and turns of the user. A queued notification is not there yet. */
function givenTexts(lines: string): string[] {
  return lines.split('\n').filter((line) => {
    if (!line.includes('hook_additional_context') && !line.includes('"type":"user"')) return false;
    try {
      const {type, attachment} = JSON.parse(line) as {type?: string; attachment?: {type?: string}};
      return type === 'user' || attachment?.type === 'hook_additional_context';
    } catch {
      // The last line, half written.
      return false;
    }
  });
}
