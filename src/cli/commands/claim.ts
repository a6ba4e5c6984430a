import type {Claim, CommandBody} from '../../core/index.ts';
import {describeGrant, type InLine, waitForTurn} from '../claim-line.ts';
import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import type {Result} from '../output.ts';
import {isClaimId, resourcesOf} from '../resources.ts';
import {sendCommand} from '../send-command.ts';

/** Milliseconds. Longer, and whoever waits had better do something else. */
const DEFAULT_WAIT = 10 * 60_000;

interface Options {
  readonly shared: boolean;
  readonly for: number | undefined;
  readonly why: string | undefined;
  readonly everything: boolean;
  readonly wait: boolean;
  readonly timeout: number | undefined;
  readonly giveTo: string | undefined;
  readonly fence: number | undefined;
  readonly check: number | undefined;
}

export async function claim({resources}: {resources: readonly string[]}, options: Options, context: Context): Promise<Result> {
  if (options.timeout !== undefined && !options.wait) throw usageError('--timeout is for --wait.', 'harmony claim --help');
  if (options.check !== undefined || options.giveTo !== undefined) {
    const {check, giveTo, ...others} = options;
    if ((check !== undefined && giveTo !== undefined) || Object.values(others).some((value) => value !== undefined && value !== false))
      throw usageError('--check and --give-to are about a claim as it is: no other option goes with them.', 'harmony claim --help');
    return giveTo === undefined ? checkFence(resources, check ?? 0, context) : handOver(resources, giveTo, context);
  }
  const body: CommandBody = {
    type: 'claim',
    resources: resourcesOf(resources, context),
    mode: options.shared ? 'shared' : 'exclusive',
    reason: options.why ?? '',
    ...(options.for === undefined ? {} : {ttl: options.for}),
    ...(options.everything ? {everything: true} : {}),
    ...(options.fence === undefined ? {} : {fence: options.fence}),
    ...(options.wait ? {wait: options.timeout ?? DEFAULT_WAIT} : {}),
  };
  const value = (await sendCommand(context, body)) as {claim: Claim; warnings: readonly string[]} | InLine;
  if ('wait' in value) return waitForTurn(value, context);
  return {text: describeGrant(value.claim, value.warnings), json: value};
}

async function checkFence(resources: readonly string[], fence: number, context: Context): Promise<Result> {
  const value = (await sendCommand(context, {type: 'claim.check', fence, resources: resourcesOf(resources, context)})) as {claim: Claim};
  return {text: `Fence ${fence} is good: ${value.claim.holder} holds it (${value.claim.id}).`, json: value};
}

async function handOver(written: readonly string[], to: string, context: Context): Promise<Result> {
  const claims = written.filter(isClaimId);
  const resources = resourcesOf(
    written.filter((text) => !isClaimId(text)),
    context,
  );
  const value = (await sendCommand(context, {
    type: 'claim.give',
    to,
    ...(claims.length > 0 ? {claims} : {}),
    ...(resources.length > 0 ? {resources} : {}),
  })) as {given: readonly {from: string; claim: Claim}[]};
  const text = value.given.map(({from, claim: {id, fence}}) => `${from} is ${id} of ${to} now (fence ${fence}).`);
  return {text: text.join('\n'), json: value};
}
