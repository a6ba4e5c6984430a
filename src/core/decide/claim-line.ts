import {cycleFrom, firstGrantable, inFrontOf, type Step, type Wanted, waitsOf, youngestInCycle} from '../claims/line.ts';
import {writeResource} from '../claims/resource.ts';
import type {EventBody} from '../events.ts';
import type {ClaimWait, Session, SettledWait} from '../team.ts';
import {accept, type Decision, nameOf, refuse, type Situation} from './decision.ts';
import {grantOf} from './grant.ts';
import {noticeTo} from './notice.ts';
import {inShort} from './obstacle.ts';

const SHORTEST_WAIT = 1_000;
const LONGEST_WAIT = 24 * 60 * 60_000;
/** A session that waits for more than this at once has lost its way. */
const MOST_WAITS = 8;

/** A place in the line: behind all who hold some of it or came before, and never in a circle. */
export function joinLine(
  situation: Situation,
  session: Session,
  wanted: Wanted & Pick<ClaimWait, 'reason' | 'ttl'>,
  {lasting, tell, warnings}: {readonly lasting: number; readonly tell: ClaimWait['tell']; readonly warnings: readonly string[]},
): Decision {
  const {team, now} = situation;
  if (!(lasting >= SHORTEST_WAIT && lasting <= LONGEST_WAIT)) {
    return refuse(
      'invalid',
      `To wait for ${Math.round(lasting / 1000)} seconds is not possible.`,
      'Wait for 1 second up to 24 hours: --timeout 10m.',
    );
  }
  const waits = waitsOf(team, session.id);
  if (waits.length >= MOST_WAITS) {
    const ids = waits.map(({id}) => id).join(', ');
    return refuse('full', `${session.id} waits for ${waits.length} claims already: ${ids}.`, `Give one up first: release ${waits[0]?.id}.`);
  }
  const cycle = cycleFrom(team, wanted, now);
  if (cycle) return refuseDeadlock(wanted, cycle);
  const wait: ClaimWait = {
    ...wanted,
    id: `W-${team.counters.wait + 1}`,
    incarnation: session.incarnation,
    since: now,
    until: now + Math.ceil(lasting),
    tell,
  };
  const behind = inFrontOf(team, wanted, now);
  return accept({wait, behind, warnings}, [{type: 'wait.begun', wait, behind}]);
}

function refuseDeadlock({resources}: Wanted, cycle: readonly Step[]): Decision {
  const names = inShort(resources.map(writeResource));
  return refuse(
    'conflict',
    `To wait for ${names} would never end: ${describeCycle(cycle)}.`,
    'Release what the others wait for and claim all of it together, or ask one of them by message to give way.',
    {deadlock: cycle.map(({over, because, ...step}) => ({...step, over: over.map(writeResource), holds: because}))},
  );
}

const describeCycle = (cycle: readonly Step[]): string =>
  cycle
    .map(({session, waitsFor, over, because}) => `${session} waits for ${waitsFor} (${because}) to get ${inShort(over.map(writeResource))}`)
    .join(', ');

/** One at a time: each grant changes what the next may have. */
export function grantWaiting(situation: Situation): Decision {
  const {team, now} = situation;
  const wait = firstGrantable(team, now);
  if (!wait) return breakCycle(situation);
  const session = team.sessions[wait.session];
  if (!session) return accept(null);
  const {claim, events} = grantOf(situation, session, wait);
  const names = inShort(claim.resources.map(writeResource));
  return accept({claim}, [
    ...events,
    ...waitEnd(situation, wait, 'granted', claim.id, [
      `${claim.id} is yours now: ${names}`,
      `You waited for it (${wait.id}). Its fence is ${claim.fence}. Release it when you are done, or if you do not need it any more.`,
    ]),
  ]);
}

function breakCycle(situation: Situation): Decision {
  const {team, now} = situation;
  const wait = youngestInCycle(team, now);
  const cycle = wait && cycleFrom(team, wait, now);
  if (!wait || !cycle) return accept(null);
  return accept(
    null,
    waitEnd(situation, wait, 'deadlock', null, [
      `${wait.id} has ended: it would never have come to its turn`,
      `${describeCycle(cycle)}. Release what the others wait for, or ask one of them to give way.`,
    ]),
  );
}

/** The end of a wait, and word of it where nobody keeps a call open for it. `offset`: of the message within the decision. */
export function waitEnd(
  situation: Situation,
  wait: ClaimWait,
  how: SettledWait['how'],
  claim: string | null,
  [subject, body]: readonly [string, string],
  offset = 1,
): EventBody[] {
  const end: EventBody = {type: 'wait.ended', wait: wait.id, how, claim, by: nameOf(situation.actor)};
  return wait.tell === 'message' ? [end, {type: 'message.sent', message: noticeTo(situation, wait.session, subject, body, offset)}] : [end];
}
