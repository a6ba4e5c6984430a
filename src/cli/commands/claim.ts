import type {Claim} from '../../core/index.ts';
import {sendCommand} from '../connect.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {resourcesOf} from '../resources.ts';
import {lasting} from '../text/times.ts';

interface Options {
  readonly shared: boolean;
  readonly for: number | undefined;
  readonly why: string | undefined;
}

export async function claim({resources}: {resources: readonly string[]}, options: Options, context: Context): Promise<Result> {
  const value = (await sendCommand(context, {
    type: 'claim',
    resources: resourcesOf(resources, context),
    mode: options.shared ? 'shared' : 'exclusive',
    reason: options.why ?? '',
    ...(options.for === undefined ? {} : {ttl: options.for}),
  })) as {claim: Claim};
  const {id, ttl, fence} = value.claim;
  return {text: `${id}: claimed for ${lasting(ttl)} (fence ${fence}).`, json: value};
}
