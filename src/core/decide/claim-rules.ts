import {claimsOverlapping} from '../claims/claim-index.ts';
import {patternsCover, patternsOfKind, resourcesCover} from '../claims/overlap.ts';
import {type Pattern, patternsOf, withoutBelow} from '../claims/pattern.ts';
import {parseResource, writeResource} from '../claims/resource.ts';
import type {Claim, Resource, Session} from '../team.ts';
import {cleanLine} from '../text.ts';
import {type Decision, refuse, type Situation} from './decision.ts';

const MOST_RESOURCES = 64;
/** Of the patterns of one claim, each with its choices written out: what comparing them with all other claims may cost is bounded by it. */
const LONGEST_PATTERNS = 2_000;

/** What the texts name, each thing once; or why not. */
export function parseResources(texts: readonly string[]): Resource[] | Decision {
  if (texts.length === 0)
    return refuse('invalid', 'Nothing was named.', 'Name at least one path, glob, or thing: src/api/**, service:email.');
  if (texts.length > MOST_RESOURCES)
    return refuse('invalid', `${texts.length} resources at once; ${MOST_RESOURCES} is the most.`, 'Use a glob.');
  const resources = new Map<string, Resource>();
  for (const text of texts) {
    const parsed = parseResource(text);
    if ('problem' in parsed) return notAResource(text, parsed.problem);
    resources.set(writeResource(parsed.resource), parsed.resource);
  }
  const all = [...resources.values()];
  const length = all
    .flatMap(({pattern}) => patternsOf(pattern))
    .reduce((sum, one) => sum + (one.isName ? 0 : one.segments.join('/').length), 0);
  if (length > LONGEST_PATTERNS) {
    const remedy = 'Claim the folders instead, or less at once.';
    return refuse('invalid', `Patterns of ${length} characters together; ${LONGEST_PATTERNS} is the most for one claim.`, remedy);
  }
  return all;
}

export const notAResource = (text: string, problem: string): Decision =>
  refuse(
    'invalid',
    `${JSON.stringify(cleanLine(text, 80))} cannot be claimed: ${problem}.`,
    'Name a path or glob relative to the project root, or a thing such as service:email.',
  );

/** The resource that the role must not work on, if there is one. Named things are for everybody. */
export function outsideOfRole({paths}: Session, resources: readonly Resource[]): Resource | null {
  if (paths.length === 0) return null;
  const allowed = paths.flatMap((path) => patternsOf(path));
  // A name may well be that of a file, for which nothing below has to be allowed: `docs/*.md` allows `docs/a.md`.
  return resources.find(({kind, pattern}) => kind === 'path' && !patternsCover(allowed, patternsOf(pattern).map(withoutBelow))) ?? null;
}

export const describeOutside = (outside: Resource, session: Session): string =>
  `${writeResource(outside)} is not for the role ${session.role}: it works in ${session.paths.join(', ')}`;

export const refuseOutside = (outside: Resource, session: Session): Decision =>
  refuse('forbidden', `${describeOutside(outside, session)}.`, 'Delegate it, or message a session whose role it is.', {
    paths: session.paths,
  });

/** The session's own live claims on the resource that hold all of the wanted. */
export const ownClaimsOn = ({team, now}: Situation, session: Session, resource: Resource, wanted: readonly Pattern[]): Claim[] =>
  claimsOverlapping(team, resource, now).filter(
    (held) => held.holder === session.id && patternsCover(patternsOfKind(held.resources, resource.kind), wanted),
  );

export interface ClaimTerms extends Pick<Claim, 'mode' | 'reason' | 'ttl' | 'automatic'> {}

/** `offset`: 1 for the first claim of a decision. */
export function newClaim(
  {team, now}: Situation,
  session: Session,
  resources: readonly Resource[],
  terms: ClaimTerms,
  offset: number,
): Claim {
  return {
    id: `C-${team.counters.claim + offset}`,
    holder: session.id,
    incarnation: session.incarnation,
    resources,
    fence: team.counters.fence + offset,
    grantedAt: now,
    expiresAt: now + terms.ttl,
    ...terms,
  };
}

export const isWithin = (held: Claim, resources: readonly Resource[]): boolean =>
  held.resources.every((resource) => resourcesCover(resources, resource));
