/** `npm run simulate -- --seed N --steps M [--seeds K]`, `-- --seed N --team T --steps M` to see one team again, or `-- --mutations`. */
import {parseArgs} from 'node:util';
import {FORGETFUL_DISK, MUTATIONS, tryForgetfulDisk, tryMutation} from './mutations.ts';
import {firstSteps, runSeed, type SeedResult} from './seed-run.ts';
import {shrink} from './shrink.ts';
import {runTeam} from './team-run.ts';

const {values} = parseArgs({
  options: {
    seed: {type: 'string', default: '1'},
    seeds: {type: 'string', default: '1'},
    steps: {type: 'string', default: '100000'},
    team: {type: 'string'},
    mutations: {type: 'boolean', default: false},
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const hexadecimal = (digest: number): string => digest.toString(16).padStart(8, '0');

function numberOf(name: 'seed' | 'seeds' | 'steps' | 'team', smallest: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= smallest) return number;
  throw new Error(`--${name} has to be a whole number from ${smallest} on, and not "${values[name]}".`);
}

const seed = numberOf('seed', 0);
const steps = numberOf('steps', 1);

async function explain(brokenSeed: number, failure: NonNullable<SeedResult['failure']>): Promise<void> {
  const {team, step, message} = failure;
  say(`\nBROKEN ${message}`);
  say(`  seed ${brokenSeed}, team ${team}, step ${step}`);
  say(`  again: npm run simulate -- --seed ${brokenSeed} --team ${team} --steps ${step + 1}`);
  const run = {seed: brokenSeed, team, steps: failure.steps};
  const shortest = await shrink(run, failure.invariant);
  say(`\nThe shortest way to it that was found, ${shortest.length} of ${failure.steps.length} steps:`);
  await runTeam({...run, steps: shortest, onStep: say});
}

async function runSeeds(): Promise<boolean> {
  for (let current = seed; current < seed + numberOf('seeds', 1); current++) {
    const begin = performance.now();
    const result = await runSeed(runTeam, current, steps);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    const {made, teams, events, digest, counts, failure} = {...result, made: result.steps};
    say(`seed ${current}: ${made} steps of ${teams} teams, ${events} events, digest ${hexadecimal(digest)}, ${seconds} s`);
    if (failure) {
      await explain(current, failure);
      return false;
    }
    say(
      `  ${[...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([what, count]) => `${what} ${count}`)
        .join(' · ')}`,
    );
  }
  say('0 violations');
  return true;
}

async function runOneTeam(): Promise<boolean> {
  const result = await runTeam({seed, team: numberOf('team', 0), steps: firstSteps(steps), onStep: say});
  say(result.failure ? `BROKEN ${result.failure.message}` : `0 violations, digest ${hexadecimal(result.digest)}`);
  return result.failure === null;
}

async function runMutations(): Promise<boolean> {
  say('| deliberate defect | in | caught by | after steps |\n|---|---|---|---|');
  let escaped = 0;
  const report = (defect: string, file: string, {failure, steps: made}: SeedResult): void => {
    if (!failure) escaped++;
    say(`| ${defect} | ${file} | ${failure?.invariant ?? '**not caught**'} | ${made} |`);
  };
  for (const mutation of MUTATIONS) report(mutation.defect, `\`${mutation.file}\``, await tryMutation(mutation, seed, steps));
  report(FORGETFUL_DISK, 'the disk', await tryForgetfulDisk(seed, steps));
  say(`\n${MUTATIONS.length + 1 - escaped} of ${MUTATIONS.length + 1} defects were caught`);
  return escaped === 0;
}

const good = values.mutations ? await runMutations() : values.team === undefined ? await runSeeds() : await runOneTeam();
process.exitCode = good ? 0 : 1;
