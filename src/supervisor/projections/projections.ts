import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {type Board, statusBoardMarkdown} from '../../core/index.ts';
import {replaceFile} from '../../platform/write-file.ts';
import type {projectFiles} from '../../protocol/layout.ts';

/** Well within the promised second, and a burst of events makes one write. Milliseconds. */
const INTERVAL = 250;
/** Writing takes at most a tenth of the time, and the promised second is kept all the same. Milliseconds. */
const LONGEST_INTERVAL = 800;
/** After a write that failed: the disk may have room again although nothing happens in the team. Milliseconds. */
const RETRY = 5_000;

export interface ProjectionOptions {
  readonly files: Pick<ReturnType<typeof projectFiles>, 'harmony' | 'board' | 'sessions' | 'claims' | 'messages'>;
  /** With `null` when writing works again. */
  readonly onProblem: (problem: string | null) => void;
}

/**
 * What people, scripts and git see of the team: files that are written from the board and never read for what they say. A write that fails
 * costs the team nothing but these files.
 */
export class Projections implements Disposable {
  readonly #options: ProjectionOptions;
  /** What is in the files, as far as we wrote it. */
  readonly #written = new Map<string, string>();
  #board: (() => Board) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #disposed = false;
  #interval = INTERVAL;

  constructor(options: ProjectionOptions) {
    this.#options = options;
  }

  /** The board is made when it is written, not at each of a burst of changes. */
  update(board: () => Board): void {
    this.#board = board;
    if (!this.#disposed) this.#timer ??= setTimeout(() => this.flush(), this.#interval);
  }

  /** Writes what has changed now. Throws nothing. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#board) return;
    const begin = performance.now();
    const board = this.#board();
    try {
      this.#writeAll(board);
      this.#board = null;
      this.#interval = Math.min(LONGEST_INTERVAL, Math.max(INTERVAL, 9 * (performance.now() - begin)));
      this.#options.onProblem(null);
    } catch (error) {
      this.#options.onProblem(`The files in ${this.#options.files.harmony} are not up to date: ${reasonOf(error)}`);
      if (!this.#disposed) this.#timer = setTimeout(() => this.flush(), RETRY);
    }
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.flush();
  }

  #writeAll(board: Board): void {
    const {files} = this.#options;
    makeFolder(files.harmony);
    // The one that people open, and may change: it is compared with what is there.
    this.#written.delete(files.board);
    this.#write(files.board, statusBoardMarkdown(board));
    this.#writeFolder(files.sessions, /^[a-z][a-z0-9-]*\.json$/, board.sessions);
    this.#writeFolder(files.claims, /^C-\d+\.json$/, board.claims);
    this.#writeFolder(files.messages, /^M-\d+\.json$/, board.messages);
  }

  /** One small file for each, and none for what is gone. Files that are not named like ours are somebody else's. */
  #writeFolder(folder: string, ours: RegExp, items: readonly {readonly id: string}[]): void {
    const there = new Set(namesIn(folder).filter((name) => ours.test(name)));
    for (const item of items) {
      const name = `${item.id}.json`;
      const path = join(folder, name);
      if (!there.delete(name)) this.#written.delete(path);
      this.#write(path, `${JSON.stringify(item, null, 2)}\n`);
    }
    for (const name of there) {
      rmSync(join(folder, name), {force: true});
      this.#written.delete(join(folder, name));
    }
  }

  #write(path: string, content: string): void {
    const before = this.#written.get(path) ?? readIfThere(path);
    if (before !== content) replaceFile(path, content);
    this.#written.set(path, content);
  }
}

/** Without the name of the temporary file, which is another each time: the same problem is to be the same text. */
function reasonOf(error: unknown): string {
  const {code, message} = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full. Make room on it.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `they may not be written (${code}). Check the permissions of the folder.`;
  return code ?? message;
}

/** The folder alone: a project that somebody deleted must not come back as an empty one. */
function makeFolder(path: string): void {
  if (!existsSync(path)) mkdirSync(path);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
