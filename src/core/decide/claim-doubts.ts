import {patternsOf} from '../claims/pattern.ts';
import {writeResource} from '../claims/resource.ts';
import type {Resource} from '../team.ts';
import {type Decision, refuse} from './decision.ts';

/** All files of the project, whatever they are called: nobody else could work. */
export const takesEverything = ({kind, pattern}: Resource): boolean =>
  kind === 'path' &&
  patternsOf(pattern).some(({segments}) => segments.includes('**') && segments.every((segment) => /^[*?]+$/.test(segment)));

export const refuseEverything = (resource: Resource): Decision =>
  refuse(
    'invalid',
    `${writeResource(resource)} takes every file of the project: nobody else could edit anything.`,
    'Name what you need; if it really is all, say so: --everything.',
  );

/** What may not mean what it was meant to: a pattern takes what it matches, and nothing that is below that. */
export function doubtsAbout({kind, pattern}: Resource): string[] {
  if (kind !== 'path') return [];
  const last = pattern.split('/').at(-1) ?? '';
  const looksLikeFolder = /^[^.*?[\]{}]+$/.test(last);
  const isGlob = patternsOf(pattern).every(({isName}) => !isName);
  if (!isGlob || !looksLikeFolder) return [];
  return [`${pattern} is a pattern, and takes what it matches, but nothing in it. For all that is in such folders: ${pattern}/**`];
}
