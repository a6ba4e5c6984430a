import {writeResource} from '../claims/resource.ts';
import type {EventBody} from '../events.ts';
import {waitEnd} from './claim-line.ts';
import {accept, type Decision, type Situation} from './decision.ts';
import {inShort} from './obstacle.ts';
import {overdueReplies} from './overdue-replies.ts';

/** Writes down the end of what has expired. */
export function passTime(situation: Situation): Decision {
  const {team, now} = situation;
  const claims = Object.values(team.claims)
    .filter((claim) => claim.expiresAt <= now)
    .map((claim): EventBody => ({type: 'claim.ended', claim: claim.id, how: 'expired', by: 'harmony'}));
  const waits = Object.values(team.waits)
    .filter((wait) => wait.until <= now)
    .flatMap((wait, index) =>
      waitEnd(
        situation,
        wait,
        'timed-out',
        null,
        [
          `${wait.id} has ended: ${inShort(wait.resources.map(writeResource))} did not become free in time`,
          'See who holds it with status; ask them by message, wait again, or do something else first.',
        ],
        index + 1,
      ),
    );
  return accept(null, [...claims, ...waits, ...overdueReplies(situation, waits.length)]);
}
