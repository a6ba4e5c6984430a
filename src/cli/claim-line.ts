import {ConnectionLostError} from '../client/connection-lost.ts';
import type {Claim, ClaimWait} from '../core/index.ts';
import type {ControlRequests} from '../protocol/control.ts';
import {connectTeam, findTeam} from './connect.ts';
import type {Context} from './context.ts';
import {CommandError} from './errors.ts';
import {EXIT} from './exit-codes.ts';
import type {Result} from './output.ts';
import {lasting} from './text/times.ts';

/** A supervisor that was restarted is back within this time; its line is in the journal. Milliseconds. */
const RECONNECT_LIMIT = 30_000;
const RECONNECT_EVERY = 250;

/** What a claim comes to that cannot be had yet. */
export interface InLine {
  readonly wait: ClaimWait;
  readonly behind: readonly string[];
  readonly warnings: readonly string[];
}

export const describeGrant = ({id, ttl, fence}: Claim, warnings: readonly string[]): string =>
  [`${id}: claimed for ${lasting(ttl)} (fence ${fence}).`, ...warnings].join('\n');

/** Returns when it is granted; throws when the wait ends otherwise. */
export async function waitForTurn({wait, behind, warnings}: InLine, context: Context): Promise<Result> {
  context.output.progress(`${wait.id}: waiting for ${behind.join(', ')} …`);
  const {how, claim} = await endOf(wait, context);
  if (how === 'granted' && claim) return {text: describeGrant(claim, warnings), json: {claim, wait: wait.id, warnings}};
  throw new CommandError({code: 'conflict', ...WORDS[how](wait), details: {wait: wait.id, how}, exitCode: EXIT.conflict});
}

const WORDS: Readonly<Record<ControlRequests['waited']['result']['how'], (wait: ClaimWait) => {message: string; remedy: string}>> = {
  granted: ({id}) => ({message: `${id} was granted, and the claim has ended again since.`, remedy: 'Claim it again.'}),
  'timed-out': ({id, since, until}) => ({
    message: `${id}: it did not become free within ${lasting(until - since)}.`,
    remedy: 'See who holds it: harmony claims. Ask them by message, or wait again.',
  }),
  cancelled: ({id}) => ({message: `${id} was given up.`, remedy: 'Claim it again.'}),
  'session-ended': ({id, session}) => ({message: `${id} ended with its session: ${session} is not in the team any more.`, remedy: ''}),
  deadlock: ({id}) => ({
    message: `${id} was ended, because it would never have come to its turn: those it waits for wait for you.`,
    remedy: 'Release what they wait for and claim all of it together, or ask one of them to give way.',
  }),
};

/** Asks again after a restart of the supervisor: the place in the line is not lost by it. */
async function endOf(wait: ClaimWait, context: Context): Promise<ControlRequests['waited']['result']> {
  using team = await connectTeam(context);
  try {
    return await team.request('waited', {wait: wait.id});
  } catch (error) {
    if (!(error instanceof ConnectionLostError)) throw error;
  }
  const giveUp = performance.now() + RECONNECT_LIMIT;
  while (performance.now() < giveUp) {
    // Nobody tells when a supervisor is back: its socket is all there is.
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_EVERY));
    using again = await findTeam(context);
    if (again) return endOf(wait, context);
  }
  throw new CommandError({
    code: 'connection-lost',
    message: `The supervisor ended while ${wait.id} was waiting.`,
    remedy: `Start the team again (harmony up); ${wait.id} keeps its place until its time is over.`,
    details: {wait: wait.id},
    exitCode: EXIT.failed,
  });
}
