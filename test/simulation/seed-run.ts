import type {runTeam as RunTeam, TeamResult} from './team-run.ts';

/** Most faults show within some hundred steps of a young team, and whoever reads a failure wants few of them. */
const STEPS_OF_A_TEAM = 2_000;
/** Now and then one lives long: old records are forgotten only after hundreds of newer ones, and the supervisor saves what it has folded by itself. */
const STEPS_OF_A_LONG_LIFE = 20_000;
const LONG_LIFE_EVERY = 100;
const FIRST_LONG_LIFE = 5;

export interface SeedResult {
  readonly steps: number;
  readonly teams: number;
  readonly events: number;
  readonly digest: number;
  readonly counts: Map<string, number>;
  readonly failure: (NonNullable<TeamResult['failure']> & {readonly team: number; readonly steps: readonly number[]}) | null;
}

/** How many steps each of the seed's teams makes; all together as many as were asked for. */
export function stepsOfTeams(steps: number): number[] {
  const teams: number[] = [];
  for (let left = steps; left > 0; ) {
    const length = teams.length % LONG_LIFE_EVERY === FIRST_LONG_LIFE ? STEPS_OF_A_LONG_LIFE : STEPS_OF_A_TEAM;
    teams.push(Math.min(left, length));
    left -= length;
  }
  return teams;
}

export const firstSteps = (count: number): number[] => Array.from({length: count}, (_, step) => step);

/** Team after team, until one breaks or all steps are made. */
export async function runSeed(
  runTeam: typeof RunTeam,
  seed: number,
  steps: number,
  {forgetfulDisk = false, onTeam}: {readonly forgetfulDisk?: boolean; readonly onTeam?: (stepsSoFar: number) => void} = {},
): Promise<SeedResult> {
  const counts = new Map<string, number>();
  let [made, events, digest, teams] = [0, 0, 0, 0];
  for (const length of stepsOfTeams(steps)) {
    const result = await runTeam({seed, team: teams, steps: firstSteps(length), forgetfulDisk});
    for (const [what, count] of result.counts) counts.set(what, (counts.get(what) ?? 0) + count);
    events += result.events;
    digest = (Math.imul(digest, 31) + result.digest) >>> 0;
    const {failure} = result;
    if (failure) {
      const found = {...failure, team: teams, steps: firstSteps(failure.step + 1)};
      return {steps: made + failure.step + 1, teams: teams + 1, events, digest, counts, failure: found};
    }
    made += length;
    teams++;
    onTeam?.(made);
  }
  return {steps: made, teams, events, digest, counts, failure: null};
}
