import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import type {Result} from '../output.ts';
import {isClaimId, resourcesOf} from '../resources.ts';
import {sendCommand} from '../send-command.ts';

interface Options {
  readonly all: boolean;
  readonly force: boolean;
}

export async function release({resources}: {resources: readonly string[]}, {all, force}: Options, context: Context): Promise<Result> {
  if (resources.length === 0 && !all) throw usageError('Say what to release, or --all.', 'harmony release --help');
  if (resources.length > 0 && all) throw usageError('--all and single resources do not go together.', 'harmony release --help');
  const claims = resources.filter(isClaimId);
  const paths = resourcesOf(
    resources.filter((resource) => !isClaimId(resource)),
    context,
  );
  const value = (await sendCommand(context, {
    type: 'release',
    ...(claims.length > 0 ? {claims} : {}),
    ...(paths.length > 0 ? {resources: paths} : {}),
    ...(all ? {all} : {}),
    ...(force ? {force} : {}),
  })) as {released: readonly string[]};
  return {text: value.released.length === 0 ? 'There was nothing to release.' : `Released: ${value.released.join(', ')}.`, json: value};
}
