import {holdersAgainst, type Wanted, waitersAhead} from '../claims/line.ts';
import {writeResource} from '../claims/resource.ts';
import type {EventBody} from '../events.ts';
import type {Claim, ClaimWait, Session, Team, Timestamp} from '../team.ts';
import {inQuotes, inWords, shownName} from '../text.ts';
import {type Decision, refuse, type Situation} from './decision.ts';

/** As much of it as a refusal needs to tell. Characters. */
const LONGEST_REASON = 120;

/** What keeps a claim from being granted: somebody holds some of it, or was first in the line for it. */
export type Obstacle = {readonly held: Claim} | {readonly ahead: ClaimWait};

/** The oldest claim in the way; where there is none, the first in the line. */
export function obstacleTo({team, now}: Situation, wanted: Wanted): Obstacle | null {
  let oldest: Claim | null = null;
  for (const held of holdersAgainst(team, wanted, now)) if (oldest === null || held.fence < oldest.fence) oldest = held;
  if (oldest) return {held: oldest};
  const [ahead] = waitersAhead(team, wanted, now);
  return ahead ? {ahead} : null;
}

const inTheWay = (obstacle: Obstacle): {session: string; id: string} =>
  'held' in obstacle ? {session: obstacle.held.holder, id: obstacle.held.id} : {session: obstacle.ahead.session, id: obstacle.ahead.id};

export function refusedEvent(
  session: Session,
  resources: readonly string[],
  obstacle: Obstacle,
  tool: string | null,
  warned: boolean,
): EventBody {
  const {session: holder, id: claim} = inTheWay(obstacle);
  return {type: 'claim.refused', session: session.id, resources, holder, claim, tool, warned};
}

export const describeObstacle = (obstacle: Obstacle, wanted: readonly string[], now: Timestamp): string =>
  'held' in obstacle ? describeHeld(obstacle.held, wanted, now) : describeAhead(obstacle.ahead, wanted);

function describeHeld(held: Claim, wanted: readonly string[], now: Timestamp): string {
  const names = held.resources.map(writeResource);
  const shared = held.mode === 'shared' ? ', shared' : '';
  return `${inShort(wanted)} ${verbFor(wanted)} held by ${held.holder} (${held.id}: ${inShort(names)}${shared}${why(held)}) for ${inWords(held.expiresAt - now)}, longer if they go on with it.`;
}

const describeAhead = (ahead: ClaimWait, wanted: readonly string[]): string =>
  `${ahead.session} was first: ${inShort(wanted)} ${verbFor(wanted)} waited for by ${ahead.session} (${ahead.id}: ${inShort(ahead.resources.map(writeResource))}${why(ahead)}).`;

const verbFor = (names: readonly string[]): string => (names.length === 1 ? 'is' : 'are');

const why = ({reason}: Pick<Claim, 'reason'>): string => (reason === '' ? '' : `, ${inQuotes(reason, LONGEST_REASON)}`);

/** A refusal is read by a model: three names tell it enough, and none of them may pass for words of ours. */
export const inShort = (names: readonly string[]): string =>
  names.slice(0, 3).map(shownName).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');

export function refuseForObstacle(
  {team, now}: {readonly team: Team; readonly now: Timestamp},
  session: Session,
  wanted: readonly string[],
  obstacle: Obstacle,
  tool: string | null,
): Decision {
  return refuse('conflict', describeObstacle(obstacle, wanted, now), whatToDo(team, inTheWay(obstacle).session, tool), factsOf(obstacle), [
    refusedEvent(session, wanted, obstacle, tool, false),
  ]);
}

function factsOf(obstacle: Obstacle): Readonly<Record<string, unknown>> {
  if ('held' in obstacle) {
    const {holder, id: claim, resources, reason, expiresAt} = obstacle.held;
    return {conflict: {holder, claim, resources: resources.map(writeResource), reason, expiresAt}};
  }
  const {session, id: wait, resources, reason} = obstacle.ahead;
  return {line: {session, wait, resources: resources.map(writeResource), reason}};
}

const whatToDo = (team: Team, other: string, tool: string | null): string => {
  if (team.sessions[other]?.paused) return `${other} was paused by a person, so do something else first, or ask them.`;
  return tool === null
    ? `Ask ${other} for it by message, wait in the line for it (claim with wait), or do something else first.`
    : `Ask ${other} for it by message, claim it with wait to be told of your turn, or do something else first.`;
};
