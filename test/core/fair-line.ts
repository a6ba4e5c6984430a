import {resourcesOverlap} from '../../src/core/claims/overlap.ts';
import type {Claim, ClaimWait, Event, Resource, Team} from '../../src/core/index.ts';

/** What the rules of the line are judged by: read anew from the state, without the code that decides. */
export interface Moment {
  readonly claims: readonly Claim[];
  readonly waits: readonly ClaimWait[];
  readonly now: number;
}

export const momentOf = (team: Team, now: number): Moment => ({
  claims: Object.values(team.claims).filter(({expiresAt}) => expiresAt > now),
  waits: Object.values(team.waits).filter(({until}) => until > now),
  now,
});

interface Asking {
  readonly who: string;
  readonly resources: readonly Resource[];
  readonly mode: 'exclusive' | 'shared';
}

const asking = (wait: ClaimWait): Asking => ({...wait, who: wait.session});
const holding = (claim: Claim): Asking => ({...claim, who: claim.holder});

const collide = (a: Asking, b: Asking): boolean =>
  a.who !== b.who &&
  !(a.mode === 'shared' && b.mode === 'shared') &&
  a.resources.some((one) => b.resources.some((two) => resourcesOverlap(one, two)));

const ageOf = ({id}: ClaimWait): number => Number(id.slice(2));

/** Whom a session waits for because they hold something, directly and through others. */
function waitsFor({claims, waits}: Moment, session: string): Set<string> {
  const found = new Set<string>();
  const look = (who: string): void => {
    for (const wait of waits.filter((one) => one.session === who)) {
      for (const {holder} of claims.filter((claim) => collide(asking(wait), holding(claim)))) {
        if (found.has(holder)) continue;
        found.add(holder);
        look(holder);
      }
    }
  };
  look(session);
  return found;
}

/** Those whom nobody who asks for this now (or as this wait) may overtake. */
export function overtaken(before: Moment, who: Asking, place = Number.POSITIVE_INFINITY): ClaimWait[] {
  return before.waits.filter((wait) => ageOf(wait) < place && collide(asking(wait), who) && !waitsFor(before, wait.session).has(who.who));
}

/** Grants among the events of one command that went before somebody's turn. A hand-over is none: what it moves was never free. */
export function unfairGrants(before: Moment, events: readonly Event[]): string[] {
  if (events.some(({body}) => body.type === 'claim.ended' && body.how === 'given')) return [];
  const turn = events.flatMap(({body}) => (body.type === 'wait.ended' && body.how === 'granted' ? [body.wait] : []))[0];
  const place = turn === undefined ? Number.POSITIVE_INFINITY : Number(turn.slice(2));
  return events.flatMap(({body}) =>
    body.type === 'claim.granted' ? overtaken(before, holding(body.claim), place).map(({id}) => `${body.claim.id} before ${id}`) : [],
  );
}

/** Waits with nothing in their way that were not granted. */
export const forgotten = (moment: Moment, recorded: readonly Claim[]): string[] =>
  moment.waits
    .filter(
      (wait) =>
        !recorded.some((claim) => collide(asking(wait), holding(claim))) && overtaken(moment, asking(wait), ageOf(wait)).length === 0,
    )
    .map(({id}) => id);
