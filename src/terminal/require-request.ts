import type {PaneView, SpawnRequest} from '../protocol/terminal.ts';

const SMALLEST = 2;
const LARGEST = 1_000;
/** The name is that of a file, too, and goes over the wire with a length of one byte. */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** Requests come from a socket: they are what they should be only after a look at them. */
export function requireSpawn(request: SpawnRequest): void {
  const {terminal, incarnation, file, args, env, cwd, cols, rows} = request;
  if (typeof terminal !== 'string' || !NAME.test(terminal)) {
    throw new Error(`"${terminal}" is no name for a terminal: letters, digits, ".", "_" and "-", at most 128 of them, first a letter.`);
  }
  if (!Number.isInteger(incarnation)) throw new Error(`The incarnation of ${terminal} has to be a whole number, not ${incarnation}.`);
  for (const [what, value] of Object.entries({file, cwd})) requireText(value, `the ${what} of ${terminal}`);
  if (!Array.isArray(args)) throw new Error(`The arguments of ${terminal} are missing.`);
  for (const arg of args) requireText(arg, `an argument of ${terminal}`);
  if (typeof env !== 'object' || env === null) throw new Error(`The environment of ${terminal} is missing.`);
  for (const [name, value] of Object.entries(env)) requireText(value, `${name} in the environment of ${terminal}`);
  requireSize(cols, rows);
}

export function requireSize(cols: number, rows: number): void {
  if (isSize(cols) && isSize(rows)) return;
  throw new Error(`A terminal of ${cols} × ${rows} is not possible: both have to be whole numbers from ${SMALLEST} to ${LARGEST}.`);
}

export function requireHistory(lines: number): void {
  if (!Number.isInteger(lines) || lines < 0) throw new Error(`${lines} lines of history are not possible: a whole number from 0 is.`);
}

/** Those that can be shown: a screen in the middle of a resize may have no cell left for a pane. */
export function possibleViews(panes: readonly PaneView[]): PaneView[] {
  if (!Array.isArray(panes)) throw new Error('The panes to watch are missing.');
  for (const {terminal, scrolled} of panes) {
    if (typeof terminal !== 'string') throw new Error('A pane to watch has no terminal.');
    requireHistory(scrolled);
  }
  return panes.filter(({cols, rows}) => isSize(cols) && isSize(rows));
}

function requireText(value: unknown, what: string): void {
  if (typeof value !== 'string') throw new Error(`${what} has to be a text.`);
  if (value.includes('\0')) throw new Error(`${what} holds a NUL character, which no program can be given.`);
}

const isSize = (value: number): boolean => Number.isInteger(value) && value >= SMALLEST && value <= LARGEST;
