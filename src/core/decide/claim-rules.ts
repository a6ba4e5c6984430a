import {claimsOverlapping} from '../claims/claim-index.ts';
import {patternsCover, patternsOfKind} from '../claims/overlap.ts';
import {type Pattern, patternsOf, withoutBelow} from '../claims/pattern.ts';
import {parseResource, writeResource} from '../claims/resource.ts';
import type {EventBody} from '../events.ts';
import type {Claim, Resource, Session, Team, Timestamp} from '../team.ts';
import {cleanLine, inWords} from '../text.ts';
import {type Decision, refuse, type Situation} from './decision.ts';

const MOST_RESOURCES = 64;

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
  return [...resources.values()];
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

/** The oldest claim of somebody else that does not go together with this one. */
export function conflictOf({team, now}: Situation, session: Session, resources: readonly Resource[], mode: Claim['mode']): Claim | null {
  let oldest: Claim | null = null;
  for (const resource of resources) {
    for (const held of claimsOverlapping(team, resource, now)) {
      if (held.holder === session.id || (mode === 'shared' && held.mode === 'shared')) continue;
      if (oldest === null || held.fence < oldest.fence) oldest = held;
    }
  }
  return oldest;
}

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

export const refusedEvent = (
  session: Session,
  resources: readonly string[],
  held: Claim,
  tool: string | null,
  warned: boolean,
): EventBody => ({
  type: 'claim.refused',
  session: session.id,
  resources,
  holder: held.holder,
  claim: held.id,
  tool,
  warned,
});

export function describeConflict(held: Claim, wanted: readonly string[], now: Timestamp): string {
  const names = held.resources.map(writeResource);
  const reason = held.reason === '' ? '' : `, "${held.reason}"`;
  const verb = wanted.length === 1 ? 'is' : 'are';
  const shared = held.mode === 'shared' ? ', shared' : '';
  return `${inShort(wanted)} ${verb} held by ${held.holder} (${held.id}: ${inShort(names)}${shared}${reason}) for ${inWords(held.expiresAt - now)}, longer if they go on with it.`;
}

/** A refusal is read by a model: three names tell it enough. */
const inShort = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;

export function refuseForConflict(
  {team, now}: {readonly team: Team; readonly now: Timestamp},
  session: Session,
  wanted: readonly string[],
  held: Claim,
  tool: string | null,
): Decision {
  return refuse(
    'conflict',
    describeConflict(held, wanted, now),
    whatToDo(team, held),
    {
      conflict: {
        holder: held.holder,
        claim: held.id,
        resources: held.resources.map(writeResource),
        reason: held.reason,
        expiresAt: held.expiresAt,
      },
    },
    [refusedEvent(session, wanted, held, tool, false)],
  );
}

const whatToDo = (team: Team, {holder}: Claim): string =>
  team.sessions[holder]?.paused
    ? `${holder} is paused until a person resumes it, so do something else first, or ask them.`
    : `Ask ${holder} for it by message, wait until it is released, or do something else first.`;
