import {relative} from 'node:path';

type Input = Readonly<Record<string, unknown>>;

/** Fields that say what a tool works on, the most telling first. */
const TARGET_FIELDS = ['file_path', 'notebook_path', 'path', 'command', 'pattern', 'url', 'query', 'description', 'subagent_type'];
/** A target fills one cell of the board. */
const LONGEST_TARGET = 120;

/** The one thing that a tool call is about, for the board: a path of the project, a command, a pattern. */
export function targetOf(input: Input, project: string): string | null {
  const field = TARGET_FIELDS.find((name) => typeof input[name] === 'string' && input[name] !== '');
  if (!field) return null;
  const value = String(input[field]);
  const text = field.endsWith('path') ? projectPath(value, project) : value.replace(/\s+/g, ' ').trim();
  return text.length > LONGEST_TARGET ? `${text.slice(0, LONGEST_TARGET - 1)}…` : text;
}

/** `mcp__plugin_harmony_harmony__claim` → `harmony claim`. */
export function toolName(tool: string): string {
  const [server, name] = /^mcp__(.+)__(.+)$/.exec(tool)?.slice(1) ?? [];
  return server && name ? `${server.split('_').at(-1)} ${name}` : tool;
}

/** Tools that write the file they name, and where they name it. */
const EDITED_FIELD: Readonly<Record<string, string>> = {
  Edit: 'file_path',
  MultiEdit: 'file_path',
  Write: 'file_path',
  NotebookEdit: 'notebook_path',
};

export const EDIT_TOOLS: readonly string[] = Object.keys(EDITED_FIELD);

/** The files that this call would change. */
export function editedPaths(tool: string, input: Input): string[] {
  const path = input[EDITED_FIELD[tool] ?? ''];
  return typeof path === 'string' ? [path] : [];
}

function projectPath(path: string, project: string): string {
  const inside = relative(project, path);
  return inside !== '' && !inside.startsWith('..') ? inside : path;
}
