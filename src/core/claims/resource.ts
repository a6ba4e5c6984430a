import type {Resource} from '../team.ts';
import {braceAlternatives} from './braces.ts';

const LONGEST = 1_000;
const MOST_ALTERNATIVES = 64;
const KIND = /^([a-z][a-z0-9-]*):(.*)$/s;

/** A resource as written on a command line: `src/api/**`, `path:odd:name`, `service:email`. */
export const writeResource = ({kind, pattern}: Resource): string => (kind === 'path' ? pattern : `${kind}:${pattern}`);

/** What the text names, or why it names nothing. */
export function parseResource(text: string): {readonly resource: Resource} | {readonly problem: string} {
  if (text.length > LONGEST) return {problem: `a resource of ${text.length} characters; ${LONGEST} is the most`};
  if (/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text)) return {problem: 'it contains control characters'};
  const [, kind = 'path', name = ''] = KIND.exec(text) ?? [null, 'path', text];
  const pattern = kind === 'path' ? normalisePath(name) : name.trim();
  if (pattern === null) return {problem: 'it lies outside of the project: paths are relative to its root, without ".."'};
  if (pattern === '') return {problem: 'it is empty'};
  const alternatives = braceAlternatives(pattern, MOST_ALTERNATIVES);
  if (alternatives === null) return {problem: `its braces give more than ${MOST_ALTERNATIVES} alternatives, or are not closed`};
  return {resource: {kind, pattern}};
}

/** Relative, with `/`, without empty and `.` segments. `null`: it leaves the project. A folder is written without its last slash. */
function normalisePath(path: string): string | null {
  const slashed = path.trim().replaceAll('\\', '/');
  if (slashed.startsWith('/') || slashed.startsWith('~') || /^[A-Za-z]:/.test(slashed)) return null;
  const segments = slashed.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) return null;
  // The root itself is everything.
  if (segments.length === 0) return slashed === '' ? '' : '**';
  return segments.join('/').normalize('NFC');
}
