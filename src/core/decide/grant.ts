import {claimsOverlapping} from '../claims/claim-index.ts';
import {resourcesCover} from '../claims/overlap.ts';
import {patternsOf} from '../claims/pattern.ts';
import type {EventBody} from '../events.ts';
import type {Claim, Resource, Session} from '../team.ts';
import {isWithin, newClaim, ownClaimsOn} from './claim-rules.ts';
import type {Situation} from './decision.ts';

/** What is wanted, given to the session: nothing is in the way of it. */
export function grantOf(
  situation: Situation,
  session: Session,
  {resources, mode, reason, ttl}: Pick<Claim, 'resources' | 'mode' | 'reason' | 'ttl'>,
): {claim: Claim; renewed: boolean; events: EventBody[]} {
  const held = heldAlready(situation, session, resources, mode);
  if (held) {
    const expiresAt = Math.max(held.expiresAt, situation.now + ttl);
    return {claim: {...held, expiresAt}, renewed: true, events: [{type: 'claim.renewed', claim: held.id, expiresAt}]};
  }
  const claim = newClaim(situation, session, resources, {mode, reason, ttl, automatic: false}, 1);
  return {claim, renewed: false, events: [...takenIn(situation, session, claim), {type: 'claim.granted', claim}]};
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
