import {closeSync, openSync, readSync, statSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import {projectFiles} from '../../protocol/layout.ts';
import type {Context} from '../context.ts';
import {notFoundError} from '../errors.ts';

/** Enough for any number of lines that a person reads. Bytes. */
const LONGEST_TAIL = 1024 * 1024;
/** Quick enough to look live. Milliseconds. */
const LOOK_EVERY = 250;

/** Prints the end of the supervisor's own log, and goes on with it. Needs no running team. */
export async function followSupervisorLog({project, output}: Context, lines: number, follow: boolean): Promise<void> {
  const file = projectFiles(project).supervisorLog;
  let size = sizeOf(file);
  if (size === null) throw notFoundError(`There is no log in ${project}: no team was ever started here.`, 'Start one: harmony up');
  const begin = Math.max(0, size - LONGEST_TAIL);
  const all = readRange(file, begin, size)
    .split('\n')
    .slice(begin === 0 ? 0 : 1, -1);
  for (const line of all.slice(all.length - Math.min(lines, all.length))) output.result({text: line, json: {line}});
  let rest = '';
  while (follow) {
    await pause(LOOK_EVERY);
    const now = sizeOf(file) ?? 0;
    // A new start has put the old log aside.
    const from = now < size ? 0 : size;
    const [last = '', ...complete] = `${rest}${readRange(file, from, now)}`.split('\n').reverse();
    rest = last;
    for (const line of complete.reverse()) output.result({text: line, json: {line}});
    size = now;
  }
}

const sizeOf = (file: string): number | null => statSync(file, {throwIfNoEntry: false})?.size ?? null;

function readRange(file: string, from: number, to: number): string {
  if (to <= from) return '';
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(to - from);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, from));
  } finally {
    closeSync(descriptor);
  }
}
