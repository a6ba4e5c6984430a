import {patternsOverlap} from '../claims/overlap.ts';
import {patternOfPath, patternsOf} from '../claims/pattern.ts';
import {resourceOfFile} from '../claims/resource.ts';
import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import type {Claim, Enforcement, Resource, Session, Team, Timestamp} from '../team.ts';
import {cleanLine} from '../text.ts';
import {describeOutside, newClaim, notAResource, outsideOfRole, ownClaimsOn, refuseOutside} from './claim-rules.ts';
import {accept, type Decision, forSession, refuse, type Situation} from './decision.ts';
import {recorded, refuseFence} from './fences.ts';
import {describeObstacle, type Obstacle, obstacleTo, refusedEvent, refuseForObstacle} from './obstacle.ts';

/** What the edit of one file comes to. */
type Judgement =
  | {readonly is: 'refused'; readonly refusal: Decision}
  | {readonly is: 'held'; readonly by: readonly Claim[]}
  | {readonly is: 'free'}
  /** Let through in spite of somebody's claim, or of the role. */
  | {readonly is: 'warned'; readonly warning: string; readonly events: readonly EventBody[]}
  | {readonly is: 'ignored'};

/** The moment of an edit: all files or none. */
export function edit(situation: Situation, {paths, tool, fence}: Extract<CommandBody, {type: 'edit'}>): Decision {
  const decision = forSession(situation, 'edit', (session) => {
    const {team, now} = situation;
    if (session.paused) {
      return refuse('needs-person', `${session.id} is paused: it edits nothing until a person resumes it.`, 'Stop here and wait.');
    }
    const events: EventBody[] = [];
    const warnings: string[] = [];
    const free: Resource[] = [];
    for (const path of new Set(paths)) {
      const file = resourceOfFile(path);
      if (!file) return notAResource(path, 'it is no path of a file in the project');
      // Of this very file: nothing below it has to be held, and a claim of `src/*.ts` does not hold what is below.
      if (fence !== undefined && !ownClaimsOn(situation, session, file, [patternOfPath(path)]).some((held) => held.fence === fence))
        return refuseFence(situation, fence, [file], 'edit');
      const judgement = judge(situation, session, path, file, tool);
      if (judgement.is === 'refused') return judgement.refusal;
      if (judgement.is === 'free') free.push(file);
      if (judgement.is === 'held')
        events.push(...judgement.by.filter((held) => isWorthRenewing(held, now)).map((held) => renewal(held, now)));
      if (judgement.is === 'warned') {
        warnings.push(judgement.warning);
        events.push(...judgement.events);
      }
    }
    const terms = {
      mode: 'exclusive',
      reason: `edit with ${cleanLine(tool, 40)}`,
      ttl: team.policy.automaticClaimTtl,
      automatic: true,
    } as const;
    const granted = free.map((file, index) => newClaim(situation, session, [file], terms, index + 1));
    return accept({claimed: granted.map(({id}) => id), warnings}, [
      ...events,
      ...granted.map((one): EventBody => ({type: 'claim.granted', claim: one})),
    ]);
  });
  return recorded(decision, situation, paths, fence ?? null, 'edit');
}

function judge(situation: Situation, session: Session, path: string, file: Resource, tool: string): Judgement {
  const enforcement = enforcementFor(situation.team, path);
  if (enforcement === 'off') return {is: 'ignored'};
  const outside = outsideOfRole(session, [file]);
  if (outside) {
    if (enforcement === 'deny') return {is: 'refused', refusal: refuseOutside(outside, session)};
    return {is: 'warned', warning: `${describeOutside(outside, session)}. The edit was let through.`, events: []};
  }
  const own = ownClaimsOn(situation, session, file, [patternOfPath(path)]);
  // Those who share a claim write side by side: that is what they claimed it for.
  const mode = own.some((held) => held.mode === 'shared') ? 'shared' : 'exclusive';
  const obstacle = obstacleTo(situation, {session: session.id, resources: [file], mode});
  if (!obstacle) return own.length > 0 ? {is: 'held', by: own} : {is: 'free'};
  if (enforcement === 'deny') return {is: 'refused', refusal: refuseForObstacle(situation, session, [path], obstacle, tool)};
  return warnOf(situation, session, path, obstacle, tool);
}

const warnOf = ({now}: Situation, session: Session, path: string, obstacle: Obstacle, tool: string): Judgement => ({
  is: 'warned',
  warning: `${describeObstacle(obstacle, [path], now)} The edit was let through.`,
  events: [refusedEvent(session, [path], obstacle, tool, true)],
});

/** The first glob that matches the path decides for it. */
function enforcementFor({policy}: Team, path: string): Enforcement {
  const wanted = patternOfPath(path);
  const rule = policy.enforcementByPath.find(({glob}) => patternsOf(glob).some((pattern) => patternsOverlap(pattern, wanted)));
  return rule?.enforcement ?? policy.enforcement;
}

/** Work that is seen extends the lease; but not every keystroke is worth an event. */
const isWorthRenewing = (held: Claim, now: Timestamp): boolean => held.expiresAt - now < held.ttl * 0.95;

const renewal = ({id, ttl}: Claim, now: Timestamp): EventBody => ({type: 'claim.renewed', claim: id, expiresAt: now + ttl});
