import type {Claim, ClaimWait, SessionId, Team, Timestamp} from '../team.ts';
import {claimsOverlapping} from './claim-index.ts';
import {resourcesOverlap} from './overlap.ts';

/** What somebody wants to hold, whether they wait for it already or ask for it now. */
export interface Wanted extends Pick<Claim, 'resources' | 'mode'> {
  readonly session: SessionId;
}

/** Two who may not have it at the same time. */
const excludes = (a: Pick<Claim, 'mode'>, b: Pick<Claim, 'mode'>): boolean => a.mode === 'exclusive' || b.mode === 'exclusive';

/** First come, first. */
const numberOf = ({id}: ClaimWait): number => Number(id.slice(2));

/** The live waits, oldest first. */
export function waitsInLine(team: Team, now: Timestamp): ClaimWait[] {
  const live: ClaimWait[] = [];
  for (const id in team.waits) {
    const wait = team.waits[id];
    if (wait && wait.until > now) live.push(wait);
  }
  return live.sort((a, b) => numberOf(a) - numberOf(b));
}

/** All waits of one session, those past their time too. */
export const waitsOf = (team: Team, session: SessionId): ClaimWait[] =>
  Object.values(team.waits).filter((wait) => wait.session === session);

/** Live claims of others that do not go together with this. */
export const holdersAgainst = (team: Team, {session, resources, mode}: Wanted, now: Timestamp): Claim[] =>
  resources.flatMap((resource) =>
    claimsOverlapping(team, resource, now).filter((held) => held.holder !== session && excludes(held, {mode})),
  );

/**
 * Those in the line who come before this: they were first, and want some of the same. But whoever they wait for, directly or through others, goes
 * on undisturbed: to put a holder behind those who wait for its end would be a deadlock of our own making.
 */
export function waitersAhead(team: Team, wanted: Wanted | ClaimWait, now: Timestamp): ClaimWait[] {
  const waits = waitsInLine(team, now);
  if (waits.length === 0) return waits;
  const place = 'id' in wanted ? numberOf(wanted) : Number.POSITIVE_INFINITY;
  return waits.filter(
    (wait) =>
      numberOf(wait) < place &&
      wait.session !== wanted.session &&
      excludes(wait, wanted) &&
      wait.resources.some((one) => wanted.resources.some((other) => resourcesOverlap(one, other))) &&
      !waitsForHolder(team, waits, wait.session, wanted.session, now),
  );
}

/** Does the one wait, directly or through others, for claims that the other holds? */
function waitsForHolder(team: Team, waits: readonly ClaimWait[], from: SessionId, to: SessionId, now: Timestamp): boolean {
  const seen = new Set<SessionId>([from]);
  for (const session of seen) {
    for (const wait of waits) {
      if (wait.session !== session) continue;
      for (const {holder} of holdersAgainst(team, wait, now)) seen.add(holder);
    }
  }
  return from !== to && seen.has(to);
}

/** Whom it waits for now, each once: those who hold some of it, then those who were first. */
export const inFrontOf = (team: Team, wanted: Wanted | ClaimWait, now: Timestamp): SessionId[] => [
  ...new Set([
    ...holdersAgainst(team, wanted, now).map(({holder}) => holder),
    ...waitersAhead(team, wanted, now).map(({session}) => session),
  ]),
];

/** One step of a cycle: who waits for whom, what is asked for, and the claim or the place in the line that is in the way. */
export interface Step {
  readonly session: SessionId;
  readonly waitsFor: SessionId;
  readonly over: Wanted['resources'];
  readonly because: string;
}

const stepsOf = (team: Team, wanted: Wanted | ClaimWait, now: Timestamp): Step[] => {
  const {session, resources: over} = wanted;
  return [
    ...holdersAgainst(team, wanted, now).map(({holder, id}) => ({session, waitsFor: holder, over, because: id})),
    ...waitersAhead(team, wanted, now).map((wait) => ({session, waitsFor: wait.session, over, because: wait.id})),
  ];
};

/** The way from what is wanted back to the one who wants it, if there is one: then the wait would never end. The shortest. */
export function cycleFrom(team: Team, wanted: Wanted | ClaimWait, now: Timestamp): Step[] | null {
  const waits = waitsInLine(team, now);
  let paths: Step[][] = stepsOf(team, wanted, now).map((step) => [step]);
  const seen = new Set<SessionId>();
  while (paths.length > 0) {
    const longer: Step[][] = [];
    for (const path of paths) {
      const end = path.at(-1)?.waitsFor ?? '';
      if (end === wanted.session) return path;
      if (seen.has(end)) continue;
      seen.add(end);
      for (const wait of waits.filter(({session}) => session === end)) {
        for (const step of stepsOf(team, wait, now)) longer.push([...path, step]);
      }
    }
    paths = longer;
  }
  return null;
}

/** The oldest wait with nothing in its way. */
export const firstGrantable = (team: Team, now: Timestamp): ClaimWait | null =>
  waitsInLine(team, now).find((wait) => holdersAgainst(team, wait, now).length === 0 && waitersAhead(team, wait, now).length === 0) ?? null;

/** The youngest wait that is part of a cycle: a claim that was handed over, or granted to one who waits elsewhere, may have closed it. */
export const youngestInCycle = (team: Team, now: Timestamp): ClaimWait | null =>
  waitsInLine(team, now).findLast((wait) => cycleFrom(team, wait, now) !== null) ?? null;

/** Judged by what is written down: what only time has ended is written down when its time has come. */
export const needsGranting = (team: Team): boolean =>
  isAnyoneInLine(team) && (firstGrantable(team, 0) ?? youngestInCycle(team, 0)) !== null;

export function isAnyoneInLine(team: Team): boolean {
  for (const _ in team.waits) return true;
  return false;
}
