import {createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {replaceFile} from '../platform/write-file.ts';

/** What has to stay the same across restarts of the supervisor: running sessions keep the old URL and the old token. */
export interface GatewayIdentity {
  /** 0 until one was bound. */
  readonly port: number;
  /** Hex. Tokens are derived from it, so that none has to be stored. */
  readonly key: string;
}

export function loadGatewayIdentity(file: string): GatewayIdentity {
  try {
    const {port, key} = JSON.parse(readFileSync(file, 'utf8')) as Partial<GatewayIdentity>;
    if (Number.isInteger(port) && typeof key === 'string' && /^[0-9a-f]{64}$/.test(key)) return {port: Number(port), key};
  } catch {
    // Missing or damaged: a new identity; sessions that still hold the old one are refused and shown as such.
  }
  return {port: 0, key: randomBytes(32).toString('hex')};
}

export const saveGatewayIdentity = (file: string, identity: GatewayIdentity): void => replaceFile(file, JSON.stringify(identity), 0o600);

/** The bearer token of one incarnation of a session: an older incarnation's is worth nothing. */
export const tokenFor = (key: string, session: string, incarnation: number): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(`${session}\n${incarnation}`).digest('base64url');

/** Compares in constant time. */
export function sameToken(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
