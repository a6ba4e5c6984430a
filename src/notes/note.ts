import {parseDocument, stringify} from 'yaml';

/** Shared knowledge of a project: a Markdown file in `.harmony/notes/`, which is the truth and belongs into git. */
export interface Note {
  /** The file's name without `.md`. */
  readonly id: string;
  readonly title: string;
  /** A session, or `human`; empty where the file does not say. */
  readonly author: string;
  /** ISO 8601; empty where the file does not say. */
  readonly created: string;
  readonly tags: readonly string[];
  readonly body: string;
}

/** As the file holds it. */
export const writeNote = ({title, author, created, tags, body}: Note): string =>
  `---\n${stringify({title, author, created, tags}, {lineWidth: 0})}---\n\n${body.trim()}\n`;

/** Reads a file that anybody may have written by hand: what its front matter does not say is taken from its text and its name. */
export function readNote(id: string, content: string): Note {
  const [, front = '', text = content] = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(content) ?? [];
  const facts = factsOf(front);
  const [, heading] = /^#\s+(.+)$/m.exec(text) ?? [];
  return {
    id,
    title: textOf(facts.title) || heading?.trim() || id,
    author: textOf(facts.author),
    created: textOf(facts.created),
    tags: Array.isArray(facts.tags) ? facts.tags.map(textOf).filter(Boolean) : [],
    body: text.trim(),
  };
}

function factsOf(front: string): Readonly<Record<string, unknown>> {
  const document = parseDocument(front);
  const facts: unknown = document.errors.length > 0 ? null : document.toJS();
  return typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {};
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
