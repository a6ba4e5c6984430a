import {writeResource} from '../claims/resource.ts';
import type {CommandBody} from '../commands.ts';
import {cleanLine} from '../text.ts';
import {doubtsAbout, refuseEverything, takesEverything, tooManyAtRoot} from './claim-doubts.ts';
import {joinLine} from './claim-line.ts';
import {outsideOfRole, parseResources, refuseOutside} from './claim-rules.ts';
import {accept, type Decision, forSession, refuse, type Situation} from './decision.ts';
import {claimWithFence, recorded, refuseFence} from './fences.ts';
import {grantOf} from './grant.ts';
import {obstacleTo, refuseForObstacle} from './obstacle.ts';

const SHORTEST_TTL = 10_000;
const LONGEST_TTL = 7 * 24 * 60 * 60_000;
const LONGEST_REASON = 200;

export function claim(situation: Situation, body: Extract<CommandBody, {type: 'claim'}>): Decision {
  const decision = forSession(situation, 'hold a claim', (session) => {
    const resources = parseResources(body.resources);
    if (!Array.isArray(resources)) return resources;
    const ttl = Math.ceil(body.ttl ?? situation.team.policy.claimTtl);
    if (!(ttl >= SHORTEST_TTL && ttl <= LONGEST_TTL)) {
      return refuse(
        'invalid',
        `A claim for ${Math.round(ttl / 1000)} seconds is not possible.`,
        'Claim for 10 seconds up to 7 days: --for 30m.',
      );
    }
    const outside = outsideOfRole(session, resources);
    if (outside) return refuseOutside(outside, session);
    const all = body.everything ? undefined : resources.find(takesEverything);
    if (all) return refuseEverything(all);
    const crowd = tooManyAtRoot(situation.team, resources);
    if (crowd) return crowd;
    const warnings = resources.flatMap(doubtsAbout);
    const wanted = {session: session.id, resources, mode: body.mode, reason: cleanLine(body.reason, LONGEST_REASON), ttl};
    if (body.fence !== undefined && claimWithFence(situation, body.fence, resources)?.holder !== session.id)
      return refuseFence(situation, body.fence, resources, 'claim');
    const inTheWay = obstacleTo(situation, wanted);
    if (!inTheWay) {
      const {claim: granted, renewed, events} = grantOf(situation, session, wanted);
      return accept({claim: granted, renewed, warnings}, events);
    }
    if (body.wait === undefined) return refuseForObstacle(situation, session, resources.map(writeResource), inTheWay, null);
    return joinLine(situation, session, wanted, {lasting: body.wait, tell: body.tell ?? 'call', warnings});
  });
  return recorded(decision, situation, body.resources, null, 'claim');
}
