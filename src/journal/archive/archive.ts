import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Event} from '../../core/index.ts';
import {readArchiveLine} from './archive-line.ts';

export interface ArchiveFile {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

/** Digits of a position in a name: names sort as positions do. */
const DIGITS = 12;
const NAME = /^(\d{12})-(\d{12})\.jsonl$/;

export const archiveFolderOf = (journal: string): string => join(dirname(journal), 'archive');

export const archiveFileName = (first: number, last: number): string =>
  `${String(first).padStart(DIGITS, '0')}-${String(last).padStart(DIGITS, '0')}.jsonl`;

/** What has left the table of events, as files of JSON lines. Files are put into place whole and are not changed afterwards. */
export class Archive {
  readonly folder: string;
  #loaded: {readonly path: string; readonly lines: readonly string[]} | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Oldest first. */
  files(): ArchiveFile[] {
    let names: string[];
    try {
      names = readdirSync(this.folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    const files = names.sort().map((name) => ({name, found: NAME.exec(name)}));
    return files.flatMap(({name, found}) =>
      found ? [{path: join(this.folder, name), first: Number(found[1]), last: Number(found[2])}] : [],
    );
  }

  /** Events after `from` and before `before`, oldest first, at most `limit`. Damaged lines are left out: positions then have a gap. */
  read(from: number, limit: number, before: number): Event[] {
    const events: Event[] = [];
    let after = from;
    for (const file of this.files()) {
      if (file.last <= after) continue;
      if (events.length >= limit || after >= before - 1) break;
      const lines = this.#linesOf(file);
      // Where no line is missing, the place of an event is known.
      const whole = lines.length === file.last - file.first + 1;
      for (let at = whole ? Math.max(0, after + 1 - file.first) : 0; at < lines.length && events.length < limit; at++) {
        const event = readArchiveLine(lines[at] ?? '');
        if (!event || event.position <= after) continue;
        if (event.position >= before) break;
        events.push(event);
        after = event.position;
      }
    }
    return events;
  }

  /** Position of the last event. */
  lastPosition(): number {
    return this.files().reduce((last, file) => Math.max(last, file.last), 0);
  }

  /** The last file that was read is kept: whoever reads goes on in it, page by page. */
  #linesOf({path}: ArchiveFile): readonly string[] {
    if (this.#loaded?.path !== path) this.#loaded = {path, lines: linesOfFile(path)};
    return this.#loaded.lines;
  }
}

const linesOfFile = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/** Its events, and the lines that are not as they were written. */
export function readArchiveFile(path: string): {events: Event[]; torn: string[]} {
  const events: Event[] = [];
  const torn: string[] = [];
  for (const line of linesOfFile(path)) {
    const event = readArchiveLine(line);
    if (event) events.push(event);
    else torn.push(line);
  }
  return {events, torn};
}
