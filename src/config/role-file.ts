import {LineCounter, parseDocument} from 'yaml';
import {ConfigError, type ConfigProblem} from './config-error.ts';
import {keyOf, problemsOf} from './problems.ts';
import {type RoleFrontMatter, roleSchema} from './schema.ts';
import type {Role} from './team-config.ts';

/** It goes into every request of the session: a text longer than this costs more than it tells. Characters. */
const LONGEST_INSTRUCTIONS = 32_768;

const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** Reads a role: front matter between two lines of `---`, then the instructions. `source` is what errors call the file. Throws `ConfigError`. */
export function parseRole(content: string, name: string, source: string): Role {
  const {frontMatter, body, firstLine} = splitFrontMatter(content);
  if (frontMatter === null) {
    throw new ConfigError([
      {
        path: `${source}:1`,
        problem: 'the front matter that begins here has no end.',
        remedy: 'Put a line of three hyphens (---) after it.',
      },
    ]);
  }
  const {settings, problems} = readFrontMatter(frontMatter, firstLine, source);
  const instructions = body.trim();
  if (!NAME.test(name)) {
    problems.push({
      path: source,
      problem: `"${name}" is no name for a role.`,
      remedy: 'Name the file with lower-case letters, digits and hyphens, beginning with a letter: backend.md.',
    });
  }
  if (settings.name !== undefined && settings.name !== name) {
    problems.push({
      path: source,
      problem: `it calls itself "${settings.name}", but the file is ${name}.md.`,
      remedy: 'Give both the same name, or leave the name out of the front matter.',
    });
  }
  if (instructions.length > LONGEST_INSTRUCTIONS) {
    problems.push({
      path: source,
      problem: `its instructions have ${instructions.length} characters, more than ${LONGEST_INSTRUCTIONS}.`,
      remedy: 'Shorten them: they are sent with every request. Put reference material into files of the project and name those.',
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    name,
    tier: settings.tier ?? 3,
    expertise: settings.expertise ?? [],
    delegatesTo: settings.delegatesTo ?? [],
    paths: settings.paths ?? [],
    client: settings.client ?? 'claude-code',
    model: settings.model ?? null,
    permissionMode: settings.permissionMode ?? null,
    count: settings.count ?? 1,
    instructions,
    source,
  };
}

/** `frontMatter` is empty where there is none, and `null` where it does not end. */
function splitFrontMatter(content: string): {frontMatter: string | null; body: string; firstLine: number} {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines[0]?.trimEnd() !== '---') return {frontMatter: '', body: lines.join('\n'), firstLine: 1};
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end === -1) return {frontMatter: null, body: '', firstLine: 2};
  return {frontMatter: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), firstLine: 2};
}

function readFrontMatter(text: string, firstLine: number, source: string): {settings: RoleFrontMatter; problems: ConfigProblem[]} {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines});
  const at = (offset: number): string => `${source}:${lines.linePos(offset).line + firstLine - 1}`;
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      path: at(error.pos[0]),
      problem: `the front matter is not YAML: ${error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}.`,
      remedy: 'Correct it. Text with a colon, a hash or a bracket needs quotes.',
    }));
    return {settings: {}, problems};
  }
  const value: unknown = document.toJS() ?? {};
  const result = roleSchema.safeParse(value);
  if (result.success) return {settings: result.data, problems: []};
  const locate = (path: readonly PropertyKey[]): string => {
    const offset = offsetOf(document, path);
    return `${offset === null ? source : at(offset)}${path.length > 0 ? `: ${keyOf(path)}` : ''}`;
  };
  return {settings: {}, problems: problemsOf(result.error.issues, roleSchema, value, locate)};
}

/** Where a key (or what is nearest to it) stands in the text. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number | null {
  const contents = document.contents;
  if (contents === null || !('items' in contents)) return contents?.range?.[0] ?? null;
  for (const item of contents.items as readonly {key?: {value?: unknown; range?: readonly [number, number, number] | null}}[]) {
    if (item.key?.range && item.key.value === path[0]) return item.key.range[0];
  }
  return contents.range?.[0] ?? null;
}
