import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {installed} from '../../installation.ts';
import {replaceFile} from '../../platform/write-file.ts';
import type {TeamChoice} from './choose-team.ts';
import type {ProjectFacts} from './find-facts.ts';

export interface WrittenFiles {
  /** Relative to the project. */
  readonly written: readonly string[];
  /** They were there and were left as they are. */
  readonly kept: readonly string[];
}

/** Sockets, tokens, the journal: of this machine only. */
const IGNORED = '.harmony/run/';

export function writeTeam(project: string, choice: TeamChoice, facts: ProjectFacts, force: boolean): WrittenFiles {
  const written: string[] = [];
  const kept: string[] = [];
  const write = (path: string, content: string): void => {
    if (!force && existsSync(join(project, path))) {
      kept.push(path);
      return;
    }
    replaceFile(join(project, path), content);
    written.push(path);
  };
  for (const role of choice.roles) write(`roles/${role}.md`, roleFile(role, choice, facts));
  write('harmony.config.ts', configFile(choice));
  if (facts.git && ignoreRunFolder(join(project, '.gitignore'))) written.push('.gitignore');
  return {written, kept};
}

function configFile({name, roles, client}: TeamChoice): string {
  // It is the default of every role.
  const where = client === 'claude-code' ? '' : `, client: ${quoted(client)}`;
  return `import {defineConfig} from 'harmonycode';

// The team of this project. What each role is for stands in roles/.
export default defineConfig({
  name: ${quoted(name.slice(0, 64))},
  team: [
${roles.map((role) => `    {role: '${role}'${where}},`).join('\n')}
  ],
  // Tasks of a later phase wait until the gates of the earlier ones have been passed.
  // checks: {test: 'npm test'},
  // phases: [{name: 'SPECS'}, {name: 'BUILD', gate: {checks: ['test'], person: true}}, {name: 'PRODUCTION'}],
});
`;
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** The built-in text is the beginning; from here on it is the project's own. */
function roleFile(role: string, {test}: TeamChoice, {language, packageManager}: ProjectFacts): string {
  const facts = [
    ...(language === null ? [] : [`- Language: ${language}`]),
    ...(packageManager === null ? [] : [`- Package manager: ${packageManager}`]),
    ...(test === null ? [] : [`- The tests: \`${test}\``]),
  ];
  const text = readFileSync(installed(`roles/${role}.md`), 'utf8').trimEnd();
  return facts.length === 0 ? `${text}\n` : `${text}\n\n**This project**\n${facts.join('\n')}\n`;
}

/** Returns whether the line had to be added. */
function ignoreRunFolder(file: string): boolean {
  const content = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (content.split(/\r?\n/).some((line) => line.trim().replace(/^\//, '') === IGNORED)) return false;
  replaceFile(file, `${content}${content === '' || content.endsWith('\n') ? '' : '\n'}${IGNORED}\n`);
  return true;
}
