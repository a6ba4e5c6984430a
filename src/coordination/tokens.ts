import type {Refusal} from '../core/index.ts';
import {hmacSha256} from './hmac-sha256.ts';
import {refusal} from './refused-request.ts';

/** The bearer token of one incarnation of a session: an older incarnation's is worth nothing. */
export const tokenFor = (key: string, session: string, incarnation: number): string =>
  Buffer.from(hmacSha256(Buffer.from(key, 'hex'), Buffer.from(`${session}\n${incarnation}`))).toString('base64url');

/** Compares in constant time: how long it takes says nothing of where they differ. */
export function sameToken(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  let difference = a.length ^ b.length;
  for (let index = 0; index < b.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}

export const refuseToken = (session: string): Refusal =>
  refusal(
    'stale',
    `The token of ${session} is not valid (any more): the session ended or was started again.`,
    'Use the environment of the running session, or unset HARMONY_SESSION and HARMONY_TOKEN.',
  );
