import {readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {type Board, statusBoardMarkdown} from '../../core/index.ts';
import {replaceFile} from '../../platform/write-file.ts';
import type {projectFiles} from '../../protocol/layout.ts';

/** Well within the promised second, and a burst of events makes one write. Milliseconds. */
const INTERVAL = 250;

export interface ProjectionOptions {
  readonly files: ReturnType<typeof projectFiles>;
  /** With `null` when writing works again. */
  readonly onProblem: (problem: string | null) => void;
}

/**
 * What people, scripts and git see of the team: files that are written from the board and never read back. A write that fails costs the team
 * nothing but these files.
 */
export class Projections implements Disposable {
  readonly #options: ProjectionOptions;
  readonly #written = new Map<string, string>();
  #board: (() => Board) | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: ProjectionOptions) {
    this.#options = options;
  }

  /** The board is made when it is written, not at each of a burst of changes. */
  update(board: () => Board): void {
    this.#board = board;
    this.#timer ??= setTimeout(() => this.flush(), INTERVAL);
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#board) return;
    const board = this.#board();
    this.#board = null;
    const {files} = this.#options;
    try {
      this.#write(files.board, statusBoardMarkdown(board));
      this.#writeFolder(files.sessions, board.sessions);
      this.#writeFolder(files.claims, board.claims);
      this.#writeFolder(files.messages, board.messages);
      this.#options.onProblem(null);
    } catch (error) {
      this.#options.onProblem(`The files in .harmony/ are not up to date: ${error instanceof Error ? error.message : error}`);
    }
  }

  [Symbol.dispose](): void {
    this.flush();
  }

  /** One small file for each, and none for what is gone. */
  #writeFolder(folder: string, items: readonly {readonly id: string}[]): void {
    const wanted = new Set(items.map(({id}) => `${id}.json`));
    for (const item of items) this.#write(join(folder, `${item.id}.json`), `${JSON.stringify(item, null, 2)}\n`);
    for (const name of filesIn(folder)) {
      if (wanted.has(name)) continue;
      this.#written.delete(join(folder, name));
      rmSync(join(folder, name), {force: true});
    }
  }

  #write(path: string, content: string): void {
    const before = this.#written.get(path) ?? readIfThere(path);
    if (before !== content) replaceFile(path, content);
    this.#written.set(path, content);
  }
}

/** Ours only: somebody may have put a note of their own there. */
const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => /^[A-Za-z0-9-]+\.json$/.test(name));
  } catch {
    return [];
  }
};

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
