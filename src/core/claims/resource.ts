import type {Resource} from '../team.ts';
import {isClean} from '../text.ts';
import {braceAlternatives} from './braces.ts';

const LONGEST = 1_000;
const MOST_ALTERNATIVES = 64;
const KIND = /^([a-z]+):(.*)$/is;

/** A resource as written on a command line: `src/api/**`, `service:email`. A path that would read as something else keeps its `path:`. */
export const writeResource = ({kind, pattern}: Resource): string =>
  kind === 'path' && !KIND.test(pattern) ? pattern : `${kind}:${pattern}`;

/** What the text names, or why it names nothing. */
export function parseResource(text: string): {readonly resource: Resource} | {readonly problem: string} {
  if (text.length > LONGEST) return {problem: `it has ${text.length} characters, and ${LONGEST} is the most`};
  if (!isClean(text)) return {problem: 'it contains control characters, or ones that nobody sees'};
  const [, written = 'path', name = ''] = KIND.exec(text) ?? [null, 'path', text];
  const kind = written.toLowerCase();
  // A single letter is a drive, not a kind.
  if (kind.length === 1) return {problem: OUTSIDE};
  const pattern = kind === 'path' ? normalisePath(name) : name.trim().normalize('NFC');
  if (pattern === null) return {problem: OUTSIDE};
  if (pattern === '') return {problem: 'it is empty'};
  const alternatives = braceAlternatives(pattern, MOST_ALTERNATIVES);
  if (alternatives === null) return {problem: `its braces give more than ${MOST_ALTERNATIVES} alternatives, or are not closed`};
  // A way out may hide in a choice: `src/{..,api}`.
  if (kind === 'path' && alternatives.some((alternative) => normalisePath(alternative) === null)) return {problem: OUTSIDE};
  return {resource: {kind, pattern}};
}

const OUTSIDE = 'it lies outside of the project: paths are relative to its root, without ".."';

/** Relative, with `/`, without empty and `.` segments. `null`: it leaves the project. A folder is written without its last slash. */
function normalisePath(path: string): string | null {
  const slashed = path.trim().replaceAll('\\', '/');
  if (slashed.startsWith('/') || /^~(\/|$)/.test(slashed)) return null;
  const segments = slashed.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) return null;
  // The root itself is everything.
  if (segments.length === 0) return slashed === '' ? '' : '**';
  return segments.join('/').normalize('NFC');
}

/** No character of it stands for another. */
export const escapePath = (path: string): string => path.replace(/[*?[{}]/g, '[$&]');

/** The file of that path and nothing else; `null` where there can be no such file in the project. */
export function resourceOfFile(path: string): Resource | null {
  const parsed = parseResource(`path:${escapePath(path)}`);
  return 'resource' in parsed ? parsed.resource : null;
}
