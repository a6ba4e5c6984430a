import {runTeam, type TeamRun} from './team-run.ts';

/** Runs: enough for a trace that a person reads, and a minute at the most. */
const MOST_RUNS = 400;

/** Leaves out steps as long as the same thing breaks without them. Every step has dice of its own, so that the others stay what they are. */
export async function shrink(run: TeamRun, invariant: string): Promise<number[]> {
  let steps = [...run.steps];
  let runs = 0;
  const breaks = async (candidate: readonly number[]): Promise<boolean> => {
    runs++;
    return (await runTeam({...run, steps: candidate})).failure?.invariant === invariant;
  };
  for (let size = Math.ceil(steps.length / 2); size >= 1 && runs < MOST_RUNS; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < steps.length && runs < MOST_RUNS; ) {
      const candidate = [...steps.slice(0, at), ...steps.slice(at + size)];
      if (await breaks(candidate)) steps = candidate;
      else at += size;
    }
  }
  return steps;
}
