import type {Context} from './context.ts';
import {failedError, usageError} from './errors.ts';

/** Shows the screen of the running team, until the person leaves it. */
export async function showScreen({interactive}: Context): Promise<void> {
  if (!interactive) throw usageError('The screen needs a terminal.', 'Without one: harmony board, harmony status, harmony screen NAME');
  throw failedError('This build has no screen.', 'harmony board, harmony status, harmony screen NAME');
}
