import type {Verdict} from '../core/index.ts';
import {RefusedRequest} from './refused-request.ts';

/** What an accepted command carries. Throws `RefusedRequest` for a refused one. */
export function acceptedValue(verdict: Verdict): unknown {
  if (!verdict.ok) throw new RefusedRequest(verdict.refusal);
  return verdict.value;
}
