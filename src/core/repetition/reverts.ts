import type {Call, Finding} from './deed.ts';

/** Files and contents that are remembered: a session that goes to and fro does so with one or two files, and two or three states of them. */
const MOST_FILES = 20;
const MOST_CONTENTS = 20;

interface FileHistory {
  readonly path: string;
  /** Hashes of what was in it, each once, oldest first. */
  readonly contents: readonly string[];
  readonly last: string;
  /** How often in a row it was found to be as it had been before, by another way than staying so. */
  readonly returns: number;
}

export interface Reverts {
  /** The one that was edited last is last. */
  readonly files: readonly FileHistory[];
  readonly found: Finding | null;
}

export const NO_REVERTS: Reverts = {files: [], found: null};

/**
 * A file is looked at before each edit, so a revert is seen with the edit after it. One line put in and taken out again, or the code broken on
 * purpose in ever other ways to see tests fail, comes back to a content now and then, with a new one between: that begins the count again. A
 * session that cannot make up its mind goes back and forth between the same ones.
 */
export function afterEdit(reverts: Reverts, {edits}: Call, after: number): Reverts {
  if (!edits || edits.content === null) return reverts;
  const {path, content} = edits;
  const known = reverts.files.find((file) => file.path === path);
  const others = reverts.files.filter((file) => file.path !== path);
  const next = historyWith(known, path, content);
  const files = [...others, next].slice(-MOST_FILES);
  // A content that was never there, in whatever file: it gets on.
  if (next.returns === 0 && content !== known?.last) return {files, found: null};
  const found: Finding | null = next.returns >= after ? {kind: 'revert', times: next.returns, what: path} : null;
  return {files, found: reverts.found ?? found};
}

function historyWith(known: FileHistory | undefined, path: string, content: string): FileHistory {
  if (!known) return {path, contents: [content], last: content, returns: 0};
  if (known.last === content) return known;
  if (known.contents.includes(content)) return {...known, last: content, returns: known.returns + 1};
  return {path, contents: [...known.contents, content].slice(-MOST_CONTENTS), last: content, returns: 0};
}
