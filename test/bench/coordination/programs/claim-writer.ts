/** Claims and releases files of its own, as fast as it can or at a pace: one of the writers in `claims.ts`. */
import type {Claim} from '../../../../src/core/index.ts';
import {JournalError} from '../../../../src/journal/journal.ts';
import {joinTeam, type Way} from '../connection.ts';
import {jobOf, workWhenTold} from './member.ts';

export interface WriterJob {
  readonly way: Way;
  readonly project: string;
  readonly name: string;
  /** How long to go on. Milliseconds. */
  readonly duration: number;
  /** Milliseconds from the beginning of a pair to that of the next; `null`: at once. */
  readonly pace: number | null;
}

export interface WriterResult {
  /** Milliseconds for each claim with its release. */
  readonly pairs: readonly number[];
  /** From the first to the last. Milliseconds. */
  readonly elapsed: number;
  /** Commands that were answered with an error after two seconds of trying. */
  readonly givenUp: number;
}

/** Pairs before the measurement, so that the code is warm. */
const WARM_UP = 20;

const {way, project, name, duration, pace} = jobOf<WriterJob>();
const team = await joinTeam(way, project, name);
let turn = 0;

async function claimAndRelease(): Promise<void> {
  const resources = [`src/${name}/file-${turn++ % 50}.ts`];
  const {claim} = (await team.run({type: 'claim', resources, mode: 'exclusive', reason: 'to measure'})) as {claim: Claim};
  await team.run({type: 'release', claims: [claim.id]});
}

/** False: it was answered with an error after two seconds of trying. */
async function tryPair(): Promise<boolean> {
  try {
    await claimAndRelease();
    return true;
  } catch (error) {
    if (error instanceof JournalError) return false;
    throw error;
  }
}

async function write(): Promise<WriterResult> {
  const pairs: number[] = [];
  let givenUp = 0;
  const begun = performance.now();
  // Not all of them in step.
  let due = begun + Math.random() * (pace ?? 0);
  while (performance.now() < begun + duration) {
    const early = due - performance.now();
    if (pace !== null && early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    // One that the one before kept from beginning in time has waited since it was due; a timer that came late is the machine's doing.
    const from = pace !== null && early <= 0 ? due : performance.now();
    due += pace ?? 0;
    if (!(await tryPair())) givenUp++;
    pairs.push(performance.now() - from);
  }
  return {pairs, elapsed: performance.now() - begun, givenUp};
}

for (let pair = 0; pair < WARM_UP; pair++) await tryPair();
await workWhenTold(write);
process.exit();
