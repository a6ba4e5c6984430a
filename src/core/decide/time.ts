import type {EventBody} from '../events.ts';
import {accept, type Decision, type Situation} from './decision.ts';
import {overdueReplies} from './overdue-replies.ts';

/** Writes down the end of what has expired. */
export const passTime = (situation: Situation): Decision =>
  accept(null, [
    ...Object.values(situation.team.claims)
      .filter((claim) => claim.expiresAt <= situation.now)
      .map((claim): EventBody => ({type: 'claim.ended', claim: claim.id, how: 'expired', by: 'harmony'})),
    ...overdueReplies(situation),
  ]);
