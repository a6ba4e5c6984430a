import {claimIndexOf} from '../claims/claim-index.ts';
import {patternsOf} from '../claims/pattern.ts';
import {writeResource} from '../claims/resource.ts';
import type {Resource, Team} from '../team.ts';
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

/** Patterns that begin with a wildcard are looked at for every edit: 300 of them take 0.2 ms. */
const MOST_AT_ROOT = 200;

export function tooManyAtRoot(team: Team, resources: readonly Resource[]): Decision | null {
  const index = claimIndexOf(team);
  for (const kind of new Set(resources.map((resource) => resource.kind))) {
    const wanted = resources.filter((resource) => resource.kind === kind).flatMap(({pattern}) => patternsOf(pattern));
    const more = wanted.filter(({base}) => base === 0).length;
    if (more === 0 || index.patternsAtRoot(kind) + more <= MOST_AT_ROOT) continue;
    return refuse(
      'full',
      `${index.patternsAtRoot(kind)} patterns that begin with a wildcard are claimed already; ${MOST_AT_ROOT} is the most.`,
      'Begin with a folder: src/**/*.ts instead of **/*.ts.',
    );
  }
  return null;
}

/** What may not mean what it was meant to: a pattern takes what it matches, and nothing that is below that. */
export function doubtsAbout({kind, pattern}: Resource): string[] {
  if (kind !== 'path') return [];
  const last = pattern.split('/').at(-1) ?? '';
  const looksLikeFolder = /^[^.*?[\]{}]+$/.test(last);
  const isGlob = patternsOf(pattern).every(({isName}) => !isName);
  if (!isGlob || !looksLikeFolder) return [];
  return [`${pattern} is a pattern, and takes what it matches, but nothing in it. For all that is in such folders: ${pattern}/**`];
}
