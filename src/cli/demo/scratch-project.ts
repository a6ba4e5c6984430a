import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const PROMPT = 'Build a small Todo REST API with tests. ben and tess are here to help.';

/** A folder of its own for the demo's team: nothing of the user's is read or written. */
export interface ScratchProject {
  readonly folder: string;
  remove(): void;
}

export function createScratchProject(pace: number): ScratchProject {
  // The real path: on some systems the folder for temporary files is a link.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-demo-')));
  const config = {
    name: 'todo-demo',
    team: [
      {role: 'lead', name: 'olivia', prompt: PROMPT},
      {role: 'builder', name: 'ben'},
      {role: 'tester', name: 'tess'},
    ],
    checks: {server: 'node --check src/server.js', router: 'node --check src/router.js', tests: 'node --test'},
    clients: {demo: {env: {HARMONY_DEMO_PACE: String(pace)}}},
  };
  writeFileSync(join(folder, 'harmony.config.ts'), `export default ${JSON.stringify(config, null, 2)};\n`);
  mkdirSync(join(folder, 'roles'));
  for (const [name, text] of Object.entries(ROLES)) writeFileSync(join(folder, 'roles', `${name}.md`), text);
  // A file that is just being written must not stop the removal of the rest.
  return {folder, remove: () => rmSync(folder, {recursive: true, force: true, maxRetries: 5})};
}

const role = (tier: number, delegatesTo: string, text: string): string =>
  `---\ntier: ${tier}\nclient: demo\ndelegatesTo: ${delegatesTo}\n---\n\n${text}\n`;

const ROLES: Readonly<Record<string, string>> = {
  lead: role(1, '[builder, tester]', 'Splits the work, hands it out and reports to the person.'),
  builder: role(2, '[]', 'Writes the store, the router and the server.'),
  tester: role(2, '[]', 'Writes the tests and the documentation.'),
};
