import {fileURLToPath} from 'node:url';
import {replaceFile} from '../platform/write-file.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Our own programs, as absolute paths. The bundles lie beside each other in dist/. */
export const programs = {
  harmony: path('../bin/harmony.js'),
  terminalHost: path('./terminal-host.js'),
  hook: path('./bell-hook.js'),
  journalUpkeep: path('./journal-upkeep.js'),
  demo: path('./demo-agent.js'),
} as const;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** `harmony` on the sessions' PATH: the one that this supervisor belongs to, run by the same Node. */
export function writeHarmonyShim(folder: string): void {
  replaceFile(`${folder}/harmony`, `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(programs.harmony)} "$@"\n`, 0o755);
}
