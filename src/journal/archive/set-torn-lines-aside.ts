import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {type Archive, readArchiveFile} from './archive.ts';
import {readArchiveLine} from './archive-line.ts';
import {putFile} from './put-file.ts';

/**
 * Reads the whole archive. Lines that are not as they were written go into a file `NAME.torn` beside theirs, which keeps the others. Says what that
 * means, a line for each file.
 */
export function setTornLinesAside(archive: Archive): string[] {
  return archive.files().flatMap(({path, first, last}) => {
    const {events, torn} = readArchiveFile(path);
    if (torn.length === 0) return [];
    // Before they leave their file: cut off in between, they are in both.
    putFile(`${path}.torn`, `${torn.join('\n')}\n`);
    const whole = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => readArchiveLine(line) !== null);
    putFile(path, whole.map((line) => `${line}\n`).join(''));
    const there = new Set(events.map(({position}) => position));
    const missing = Array.from({length: last - first + 1}, (_, index) => first + index).filter((position) => !there.has(position));
    return [
      `${torn.length} damaged lines of the archive file ${basename(path)} were set aside as ${basename(path)}.torn. ${lostText(missing)}`,
    ];
  });
}

function lostText(missing: readonly number[]): string {
  if (missing.length === 0) return 'No event is lost.';
  return missing.length === 1
    ? `Event ${missing[0]} is lost.`
    : `${missing.length} events between ${missing[0]} and ${missing.at(-1)} are lost.`;
}
