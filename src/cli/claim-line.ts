import process from 'node:process';
import {ConnectionLostError} from '../client/connection-lost.ts';
import type {Claim, ClaimWait} from '../core/index.ts';
import type {ControlRequests} from '../protocol/control.ts';
import type {Context} from './context.ts';
import {CommandError} from './errors.ts';
import {EXIT} from './exit-codes.ts';
import type {Result} from './output.ts';
import {reachTeam} from './reach.ts';
import {sendCommand} from './send-command.ts';
import {lasting} from './text/times.ts';

/** Whoever waits for minutes may hear of it a quarter of a second later. Milliseconds. */
const LOOK_EVERY = 250;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const INTERRUPTED = {remedy: '', exitCode: EXIT.interrupted} as const;

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
  const {how, claim} = await unlessInterrupted(wait, context, endOf(wait, context));
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

/** Asks again after a restart of the supervisor: the place in the line is not lost by it. Without one, the line is in the journal. */
async function endOf(wait: ClaimWait, context: Context): Promise<ControlRequests['waited']['result']> {
  for (;;) {
    try {
      return await askOnce(wait, context);
    } catch (error) {
      if (!(error instanceof ConnectionLostError)) throw error;
    }
    // Nobody tells when a supervisor is back, or what others have written meanwhile.
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

// Not in the loop itself: there esbuild remembers the error of one round as that of the next, where `using` is translated for an older Node.
async function askOnce(wait: ClaimWait, context: Context): Promise<ControlRequests['waited']['result']> {
  using team = await reachTeam(context);
  return await team.request('waited', {wait: wait.id});
}

/** Whoever ends the call does not wait any more: a supervisor would see the connection end, a journal does not. */
async function unlessInterrupted<T>(wait: ClaimWait, context: Context, end: Promise<T>): Promise<T> {
  const interruption = Promise.withResolvers<never>();
  const giveUp = (): void => {
    sendCommand(context, {type: 'release', claims: [wait.id]})
      .catch(() => {})
      .finally(() => interruption.reject(new CommandError({code: 'interrupted', message: `${wait.id} was given up.`, ...INTERRUPTED})));
  };
  for (const signal of SIGNALS) process.once(signal, giveUp);
  try {
    return await Promise.race([end, interruption.promise]);
  } finally {
    for (const signal of SIGNALS) process.off(signal, giveUp);
  }
}
