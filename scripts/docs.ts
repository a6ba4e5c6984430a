/** Writes the references that are made from the code: `node scripts/docs.ts`. A test fails when they are not fresh. */
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {cliReference} from './docs/cli-reference.ts';
import {configReference} from './docs/config-reference.ts';
import {keysReference} from './docs/keys-reference.ts';
import {protocolReference} from './docs/protocol-reference.ts';

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Path, relative to the project, and content. */
export const generatedDocs = (): readonly (readonly [string, string])[] => [
  ['docs/cli.md', cliReference()],
  ['docs/configuration.md', configReference(readFileSync(root('harmony.config.ts'), 'utf8'))],
  ['docs/keys.md', keysReference()],
  ['docs/protocol.md', protocolReference()],
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, content] of generatedDocs()) writeFileSync(root(path), content);
}
