import {claimsOf, claimsOverlapping} from '../claims/claim-index.ts';
import {resourcesOverlap} from '../claims/overlap.ts';
import {writeResource} from '../claims/resource.ts';
import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import type {Claim, Session} from '../team.ts';
import {isWithin, newClaim, outsideOfRole, parseResources, refuseOutside} from './claim-rules.ts';
import {aboutSession, accept, type Decision, forSession, nameOf, onlyFor, refuse, type Situation} from './decision.ts';
import {noticeTo} from './notice.ts';
import {inShort} from './obstacle.ts';
import {nothingLike, notReleasable} from './release.ts';

type Give = Extract<CommandBody, {type: 'claim.give'}>;

/** Claims go over to another session without ever being free. Those in the line for them stay where they are. */
export function give(situation: Situation, body: Give): Decision {
  const {actor, team, now} = situation;
  const decide = (mayBeGiven: readonly Claim[]): Decision =>
    aboutSession(situation, body.to, (receiver) => {
      const live = mayBeGiven.filter(({expiresAt}) => expiresAt > now);
      const claims = chosenFrom(situation, body, live);
      return Array.isArray(claims) ? handOver(situation, claims, receiver) : claims;
    });
  if (actor.kind === 'session') return forSession(situation, 'hand over a claim', ({id}) => decide(claimsOf(team, id)));
  return onlyFor(situation, ['human'], 'hand over claims', () => decide(Object.values(team.claims)));
}

/** By their ids, or because all that they hold was named. */
function chosenFrom(situation: Situation, {claims: ids = [], resources = []}: Give, live: readonly Claim[]): Claim[] | Decision {
  if (ids.length === 0 && resources.length === 0) {
    return refuse('invalid', 'Nothing was named that is to be handed over.', 'Name claims by their ids or by what they hold.');
  }
  const parsed = resources.length > 0 ? parseResources(resources) : [];
  if (!Array.isArray(parsed)) return parsed;
  const unknown = ids.filter((id) => !live.some((claim) => claim.id === id));
  if (unknown.length > 0) return notReleasable(situation, unknown);
  const touched = live.filter((held) => held.resources.some((one) => parsed.some((named) => resourcesOverlap(named, one))));
  const chosen = live.filter((held) => ids.includes(held.id) || (touched.includes(held) && isWithin(held, parsed)));
  return chosen.length > 0 ? chosen : nothingLike(situation, parsed, touched);
}

function handOver(situation: Situation, claims: readonly Claim[], receiver: Session): Decision {
  const given = claims.filter(({holder}) => holder !== receiver.id);
  if (given.length === 0) return refuse('invalid', `${receiver.id} holds that already.`, 'Name another session.');
  if (receiver.life !== 'running') {
    return refuse('conflict', `${receiver.id} is ${receiver.life}: it can hold nothing.`, 'Name a session that is running, or start it.');
  }
  const outside = outsideOfRole(
    receiver,
    given.flatMap(({resources}) => resources),
  );
  if (outside) return refuseOutside(outside, receiver);
  const torn = heldBeside(situation, given);
  if (torn) return torn;
  const {actor} = situation;
  const moved = given.map((claim, index) => {
    const {mode, reason, ttl, automatic} = claim;
    return {from: claim, claim: newClaim(situation, receiver, claim.resources, {mode, reason, ttl, automatic}, index + 1)};
  });
  return accept({given: moved.map(({from, claim}) => ({from: from.id, holder: from.holder, claim}))}, [
    // All ends before all grants: claims of one holder may overlap, and in no line of the journal do two hold the same.
    ...moved.map(({from}): EventBody => ({type: 'claim.ended', claim: from.id, how: 'given', by: nameOf(actor)})),
    ...moved.map(({claim}): EventBody => ({type: 'claim.granted', claim})),
    ...wordOf(situation, moved, receiver),
  ]);
}

/** Claims of one session may overlap; where only some of them went over, two sessions would hold the same. */
function heldBeside({team, now}: Situation, given: readonly Claim[]): Decision | null {
  for (const claim of given) {
    const beside = claim.resources
      .flatMap((resource) => claimsOverlapping(team, resource, now))
      .find((held) => held.holder === claim.holder && !given.includes(held) && (held.mode === 'exclusive' || claim.mode === 'exclusive'));
    if (!beside) continue;
    return refuse(
      'conflict',
      `${claim.holder} holds some of ${claim.id} by ${beside.id} as well (${inShort(beside.resources.map(writeResource))}): two would hold the same.`,
      `Hand over both, or release ${beside.id} first.`,
      {claim: claim.id, beside: beside.id},
    );
  }
  return null;
}

/** The receiver hears what is its own now; who gave it away by somebody else's hand, that it is not theirs any more. */
function wordOf(situation: Situation, moved: readonly {from: Claim; claim: Claim}[], receiver: Session): EventBody[] {
  const by = nameOf(situation.actor);
  const names = (claims: readonly Claim[]): string => inShort(claims.flatMap(({resources}) => resources).map(writeResource));
  const ids = moved.map(({claim}) => claim.id).join(', ');
  const fences = moved.map(({claim}) => `${claim.id}: ${claim.fence}`).join(', ');
  const received = [
    receiver.id,
    `${ids} ${moved.length === 1 ? 'is' : 'are'} yours now: ${names(moved.map(({claim}) => claim))}`,
    `Handed over by ${by === 'human' ? 'a person' : by}. Fences: ${fences}. Release it when you are done, or if you do not need it.`,
  ] as const;
  const losers = [...new Set(moved.map(({from}) => from.holder))].filter((holder) => holder !== by);
  const lost = losers.map((holder) => {
    const gone = moved.filter(({from}) => from.holder === holder).map(({from}) => from);
    return [
      holder,
      `${gone.map(({id}) => id).join(', ')} went over to ${receiver.id}: ${names(gone)}`,
      'A person decided so. Do not edit it any more; ask them or the new holder if you have to.',
    ] as const;
  });
  return [received, ...lost].map(([to, subject, body], index) => ({
    type: 'message.sent',
    message: noticeTo(situation, to, subject, body, index + 1),
  }));
}
