import {readFileSync} from 'node:fs';

/** What stands in `gateway.json`, whatever it is. `null`: there is no file. */
export function readGatewayFile(file: string): {readonly port?: unknown; readonly key?: unknown} | null {
  try {
    return Object(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : {};
  }
}

/** 32 bytes in hex. */
export const isGatewayKey = (key: unknown): key is string => typeof key === 'string' && /^[0-9a-f]{64}$/.test(key);
