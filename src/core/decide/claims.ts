import {claimsOf, claimsOverlapping} from '../claims/claim-index.ts';
import {resourcesCover, resourcesOverlap} from '../claims/overlap.ts';
import {patternsOf} from '../claims/pattern.ts';
import {writeResource} from '../claims/resource.ts';
import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import type {Claim, Resource, Session} from '../team.ts';
import {cleanLine} from '../text.ts';
import {conflictOf, newClaim, outsideOfRole, ownClaimsOn, parseResources, refuseForConflict, refuseOutside} from './claim-rules.ts';
import {accept, type Decision, forSession, nameOf, refuse, type Situation} from './decision.ts';

const SHORTEST_TTL = 10_000;
const LONGEST_TTL = 7 * 24 * 60 * 60_000;
const LONGEST_REASON = 200;

type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;

export function claim(situation: Situation, body: Body<'claim'>): Decision {
  return forSession(situation, 'hold a claim', (session) => {
    const {team, now} = situation;
    const resources = parseResources(body.resources);
    if (!Array.isArray(resources)) return resources;
    const ttl = Math.ceil(body.ttl ?? team.policy.claimTtl);
    if (!(ttl >= SHORTEST_TTL && ttl <= LONGEST_TTL)) {
      return refuse(
        'invalid',
        `A claim for ${Math.round(ttl / 1000)} seconds is not possible.`,
        'Claim for 10 seconds up to 7 days: --for 30m.',
      );
    }
    const outside = outsideOfRole(session, resources);
    if (outside) return refuseOutside(outside, session);
    const conflict = conflictOf(situation, session, resources, body.mode);
    if (conflict) return refuseForConflict(situation, session, resources.map(writeResource), conflict, null);
    const held = heldAlready(situation, session, resources, body.mode);
    if (held) {
      const expiresAt = Math.max(held.expiresAt, now + ttl);
      return accept({claim: {...held, expiresAt}, renewed: true}, [{type: 'claim.renewed', claim: held.id, expiresAt}]);
    }
    const terms = {mode: body.mode, reason: cleanLine(body.reason, LONGEST_REASON), ttl, automatic: false};
    const granted = newClaim(situation, session, resources, terms, 1);
    return accept({claim: granted, renewed: false}, [...takenIn(situation, session, granted), {type: 'claim.granted', claim: granted}]);
  });
}

/** A claim of its own that was asked for and already holds all of this. */
function heldAlready(situation: Situation, session: Session, resources: readonly Resource[], mode: Claim['mode']): Claim | undefined {
  const [first, ...others] = resources;
  if (!first) return undefined;
  return ownClaimsOn(situation, session, first, patternsOf(first.pattern)).find(
    (held) =>
      !held.automatic &&
      (held.mode === mode || held.mode === 'exclusive') &&
      others.every((resource) => resourcesCover(held.resources, resource)),
  );
}

/** What edits had claimed for it, and the new claim holds as well: one lease on a file is enough. */
function takenIn({team, now}: Situation, session: Session, granted: Claim): EventBody[] {
  if (granted.mode === 'shared') return [];
  const small = new Set(
    granted.resources
      .flatMap((resource) => claimsOverlapping(team, resource, now))
      .filter((held) => held.holder === session.id && held.automatic && isWithin(held, granted.resources)),
  );
  return [...small].map(({id}) => ({type: 'claim.ended', claim: id, how: 'released', by: session.id}));
}

const isWithin = (held: Claim, resources: readonly Resource[]): boolean =>
  held.resources.every((resource) => resourcesCover(resources, resource));

export function release(situation: Situation, body: Body<'release'>): Decision {
  const {actor, team} = situation;
  if (actor.kind !== 'session') {
    if (body.force) return releaseOf(situation, body, Object.values(team.claims));
    return refuse('forbidden', `${nameOf(actor)} holds no claims.`, 'To end the claims of a session all the same: --force.');
  }
  if (body.force) return refuse('forbidden', 'Only a person may end the claims of others.', 'Ask its holder by message.');
  return forSession(situation, 'release a claim', (session) => releaseOf(situation, body, claimsOf(team, session.id)));
}

/** `claims` are those that may be released at all. */
function releaseOf(
  situation: Situation,
  {claims: ids = [], resources = [], all = false, force = false}: Body<'release'>,
  claims: readonly Claim[],
): Decision {
  const parsed = resources.length > 0 ? parseResources(resources) : [];
  if (!Array.isArray(parsed)) return parsed;
  const unknown = ids.filter((id) => !claims.some((candidate) => candidate.id === id));
  if (unknown.length > 0) return notReleasable(situation, unknown);
  const touched = claims.filter((held) => held.resources.some((one) => parsed.some((named) => resourcesOverlap(named, one))));
  // A person who frees a path wants it free, whatever else the claim holds; a session lets go of what it names and keeps the rest.
  const named = force ? touched : touched.filter((held) => isWithin(held, parsed));
  const released = all ? claims : claims.filter((held) => ids.includes(held.id) || named.includes(held));
  if (released.length === 0 && !all) return nothingLike(resources, touched);
  return accept(
    {released: released.map(({id}) => id)},
    released.map(({id}) => ({type: 'claim.ended', claim: id, how: force ? 'forced' : 'released', by: nameOf(situation.actor)})),
  );
}

function notReleasable({team}: Situation, ids: readonly string[]): Decision {
  const foreign = ids.find((id) => Object.hasOwn(team.claims, id));
  const holder = foreign === undefined ? undefined : team.claims[foreign]?.holder;
  if (holder !== undefined) return refuse('forbidden', `${foreign} is ${holder}'s.`, `Ask ${holder} for it by message.`, {holder});
  return refuse('not-found', `There is no claim ${ids.join(', ')} to release.`, 'See: harmony claims');
}

function nothingLike(resources: readonly string[], larger: readonly Claim[]): Decision {
  const names = larger.map((held) => `${held.id} (${held.resources.map(writeResource).join(', ')})`);
  return refuse(
    'not-found',
    `No claim is on ${resources.join(', ')} alone.`,
    larger.length > 0 ? `What holds it holds more; release it by its id: ${names.join(', ')}.` : 'See: harmony claims',
  );
}
