import type {EventBody} from '../events.ts';
import {accept, type Decision, type Situation} from './decision.ts';

/** Writes down the end of what has expired. */
export const passTime = ({team, now}: Situation): Decision =>
  accept(
    null,
    Object.values(team.claims)
      .filter((claim) => claim.expiresAt <= now)
      .map((claim): EventBody => ({type: 'claim.ended', claim: claim.id, how: 'expired', by: 'harmony'})),
  );
