import {expect, test} from 'vitest';
import {resourcesOverlap} from '../../src/core/claims/overlap.ts';
import {parseResource, resourceOfFile} from '../../src/core/claims/resource.ts';
import type {Resource} from '../../src/core/index.ts';
import {FORGETFUL_DISK, MUTATIONS, tryForgetfulDisk, tryMutation} from './mutations.ts';
import {FILES, RESOURCES, thingsOf} from './oracle/resources.ts';
import {firstSteps, runSeed} from './seed-run.ts';
import {shrink} from './shrink.ts';
import {runTeam} from './team-run.ts';

test.each([1, 2, 3, 4])('whole teams keep every rule through kills, late commands and clocks that are set: seed %i', async (seed) => {
  const {failure, counts} = await runSeed(runTeam, seed, 5_000);
  expect(failure).toBeNull();
  for (const fault of ['killed before', 'torn', 'killed after', 'full', 'io', 'overtaken', 'the wall clock is set']) {
    expect(counts.get(fault), fault).toBeGreaterThan(0);
  }
});

test('the same seed gives the same history, and another seed another one', async () => {
  const digest = async (seed: number) => (await runTeam({seed, team: 0, steps: firstSteps(1_000)})).digest;
  const first = await digest(7);
  expect(await digest(7)).toBe(first);
  expect(await digest(8)).not.toBe(first);
});

test('the oracle, which matches thing by thing, sees the overlaps that the claims see', () => {
  const parsed = RESOURCES.map((text) => {
    const result = parseResource(text);
    if ('problem' in result) throw new Error(result.problem);
    return result.resource;
  });
  const all = [...parsed, ...FILES.map((file) => resourceOfFile(file) as Resource)];
  for (const one of all) {
    for (const other of all) {
      const both = (thingsOf([one]) & thingsOf([other])) !== 0;
      expect(both, `${one.kind}:${one.pattern} and ${other.kind}:${other.pattern}`).toBe(resourcesOverlap(one, other));
    }
  }
});

// Those that show only after many steps are tried by `npm run simulate -- --mutations`.
const QUICK = [
  'two claims get the same fence',
  'claims outlive their holder',
  'a command is answered before it is durable',
  'every process counts from the wall clock of its own beginning',
  'a claim overtakes those who wait',
  'a superseded message is still delivered',
  'two takers get one task',
];

test.each(MUTATIONS.filter(({defect}) => QUICK.includes(defect)))('a deliberate defect is caught: $defect', async (mutation) => {
  expect((await tryMutation(mutation, 1, 20_000)).failure).not.toBeNull();
});

test(`a deliberate defect is caught, and shown in few steps: ${FORGETFUL_DISK}`, async () => {
  const {failure} = await tryForgetfulDisk(1, 20_000);
  if (!failure) throw new Error('It was not caught.');
  const run = {seed: 1, team: failure.team, steps: failure.steps, forgetfulDisk: true};
  const steps = await shrink(run, failure.invariant);
  expect(steps.length).toBeLessThan(failure.steps.length);
  expect((await runTeam({...run, steps})).failure?.invariant).toBe(failure.invariant);
});
