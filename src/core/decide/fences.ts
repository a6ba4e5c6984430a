import {claimsOverlapping} from '../claims/claim-index.ts';
import {patternsCover, patternsOfKind} from '../claims/overlap.ts';
import {patternsOf} from '../claims/pattern.ts';
import {writeResource} from '../claims/resource.ts';
import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import type {Claim, Resource} from '../team.ts';
import {cleanLine} from '../text.ts';
import {parseResources} from './claim-rules.ts';
import {accept, type Decision, nameOf, refuse, type Situation} from './decision.ts';
import {inShort} from './obstacle.ts';

/** What somebody wanted to write under a fence. */
export type Guarded = Extract<EventBody, {type: 'write.refused'}>['what'];

/** For a program that guards a thing itself: does the claim with this fence still hold all of it? */
export function checkFence(situation: Situation, {fence, resources}: Extract<CommandBody, {type: 'claim.check'}>): Decision {
  const parsed = parseResources(resources);
  if (!Array.isArray(parsed)) return parsed;
  const claim = claimWithFence(situation, fence, parsed);
  return claim ? accept({claim}) : refuseFence(situation, fence, parsed, 'check');
}

/** The live claim that was granted with this fence, if it holds all of the resources. */
export function claimWithFence({team, now}: Situation, fence: number, resources: readonly Resource[]): Claim | undefined {
  return claimsOverlapping(team, resources[0] ?? {kind: 'path', pattern: '**'}, now).find(
    (held) =>
      held.fence === fence &&
      resources.every(({kind, pattern}) => patternsCover(patternsOfKind(held.resources, kind), patternsOf(pattern))),
  );
}

export function refuseFence(situation: Situation, fence: number, resources: readonly Resource[], what: Guarded): Decision {
  const {team, now} = situation;
  const names = resources.map(writeResource);
  const [holder] = resources.flatMap((resource) => claimsOverlapping(team, resource, now));
  const present = holder ? `${holder.holder} holds it now, with fence ${holder.fence} (${holder.id})` : 'nobody holds it now';
  const refusal = refuse(
    'stale',
    `Fence ${fence} is not good for ${inShort(names)}: ${present}.`,
    'Write nothing under it any more. Claim again, and look at what is there before you go on.',
    {fence, holder: holder ? {session: holder.holder, claim: holder.id, fence: holder.fence} : null},
  );
  return recorded(refusal, situation, names, fence, what);
}

/** A late writer is worth knowing of: an old fence, or a process of an older incarnation. */
export function recorded(
  decision: Decision,
  {actor}: Situation,
  resources: readonly string[],
  fence: number | null,
  what: Guarded,
): Decision {
  if (decision.ok || decision.refusal.code !== 'stale' || decision.events.length > 0) return decision;
  const event: EventBody = {
    type: 'write.refused',
    session: nameOf(actor),
    incarnation: actor.kind === 'session' ? actor.incarnation : null,
    fence,
    what,
    // As they were given: where the process itself is old, nothing of them was looked at.
    resources: resources.slice(0, 8).map((text) => cleanLine(text, 200)),
  };
  return {...decision, events: [...decision.events, event]};
}
