import {randomBytes} from 'node:crypto';
import {isGatewayKey, readGatewayFile} from '../coordination/gateway-file.ts';
import {replaceFile} from '../platform/write-file.ts';

/** What has to stay the same across restarts of the supervisor: running sessions keep the old URL and the old token. */
export interface GatewayIdentity {
  /** 0 until one was bound. */
  readonly port: number;
  /** Hex. Tokens are derived from it, so that none has to be stored. */
  readonly key: string;
}

/**
 * Of a damaged file, what is good stays: with the key the sessions that run are known, with the port they find us. `problem` says what they lose;
 * `null` where nothing is wrong, or there was no file.
 */
export function loadGatewayIdentity(file: string): {identity: GatewayIdentity; problem: string | null} {
  const found = readGatewayFile(file);
  if (found === null) return {identity: {port: 0, key: newKey()}, problem: null};
  const port = isPort(found.port) ? found.port : null;
  const key = isGatewayKey(found.key) ? found.key : null;
  const problem =
    port !== null && key !== null
      ? null
      : `${file} was damaged (no usable ${port === null ? 'port' : 'key'}): sessions that were started before cannot reach the team. Restart them: harmony restart`;
  return {identity: {port: port ?? 0, key: key ?? newKey()}, problem};
}

const newKey = (): string => randomBytes(32).toString('hex');

const isPort = (port: unknown): port is number => Number.isInteger(port) && Number(port) >= 0 && Number(port) <= 65_535;

export const saveGatewayIdentity = (file: string, identity: GatewayIdentity): void => replaceFile(file, JSON.stringify(identity), 0o600);
