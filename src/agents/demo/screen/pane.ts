import {emitKeypressEvents} from 'node:readline';
import type {ReadStream, WriteStream} from 'node:tty';
import {type Permission, PermissionDialog} from './dialog.ts';
import {Painter} from './painter.ts';
import {type Key, PromptBox} from './prompt-box.ts';
import {accent, dim} from './style.ts';
import {cutText} from './text.ts';
import {type Entry, renderEntry} from './transcript.ts';

/** Entries that are drawn again after a resize: what a person would scroll back to. */
const KEPT_ENTRIES = 300;
/** While it works the glyph of the status line turns, as slowly as it can and still look alive. */
const TURN_EVERY = 400;
const GLYPHS = ['✻', '✽', '✶', '✽'];
/** Below this height the input line has no frame and no hint. */
const ROOMY = 10;

export interface PaneOptions {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly name: string;
  onWords(text: string): void;
  onLeave(): void;
}

/** What the session shows in its terminal, and what comes from its keyboard. */
export class Pane {
  readonly #options: PaneOptions;
  readonly #painter: Painter;
  readonly #prompt = new PromptBox();
  #entries: Entry[] = [];
  #current: Entry | null = null;
  #status: string | null = null;
  #dialog: {dialog: PermissionDialog; answer(permission: Permission): void} | null = null;
  #turn = 0;
  #turning: NodeJS.Timeout | null = null;
  #leaving = false;

  constructor(options: PaneOptions) {
    this.#options = options;
    this.#painter = new Painter(options.stdout);
  }

  open(): void {
    const {stdin, stdout} = this.#options;
    if (stdin.isTTY) stdin.setRawMode(true);
    emitKeypressEvents(stdin);
    stdin.on('keypress', (text: string | undefined, key: Key) => this.#press(text, key));
    stdout.on('resize', () => this.#redrawAll());
    this.#painter.open();
    this.setStatus(null);
  }

  close(): void {
    if (this.#turning) clearInterval(this.#turning);
    this.#painter.close();
  }

  /** Something that is still going on: drawn again until it is settled. */
  show(entry: Entry): void {
    this.#current = entry;
    this.#draw([]);
  }

  /** Adds what is final; what was shown as going on is over. */
  settle(...entries: readonly Entry[]): void {
    this.#current = null;
    this.#entries = [...this.#entries, ...entries].slice(-KEPT_ENTRIES);
    this.#draw(entries);
  }

  /** What it is busy with; `null`: it waits for words or mail. */
  setStatus(status: string | null): void {
    this.#status = status;
    this.#painter.title(status ?? '');
    if (status === null && this.#turning) {
      clearInterval(this.#turning);
      this.#turning = null;
    }
    if (status !== null) {
      this.#turning ??= setInterval(() => {
        this.#turn += 1;
        this.#draw([]);
      }, TURN_EVERY);
    }
    this.#draw([]);
  }

  /** Opens the permission dialog. Closing it from outside (`signal`) leaves the promise open: somebody else has answered. */
  askPermission(command: string, purpose: string, signal: AbortSignal): Promise<Permission> {
    return new Promise((resolve) => {
      this.#dialog = {dialog: new PermissionDialog(command, purpose), answer: resolve};
      signal.addEventListener('abort', () => this.#closeDialog(), {once: true});
      this.#draw([]);
    });
  }

  #closeDialog(): void {
    this.#dialog = null;
    this.#draw([]);
  }

  #press(text: string | undefined, key: Key): void {
    if (key.ctrl && key.name === 'c') {
      this.#interrupt();
      return;
    }
    this.#leaving = false;
    if (this.#dialog) {
      const {dialog, answer} = this.#dialog;
      const permission = dialog.press(key.name ?? text);
      if (permission) {
        this.#closeDialog();
        answer(permission);
      }
    } else {
      const words = this.#prompt.press(text, key);
      if (words !== null) this.#options.onWords(words);
    }
    this.#draw([]);
  }

  /** Once clears the line, twice leaves, as in the real client. */
  #interrupt(): void {
    if (this.#leaving) this.#options.onLeave();
    this.#leaving = true;
    this.#prompt.clear();
    this.#draw([]);
  }

  #redrawAll(): void {
    this.#painter.clear();
    this.#draw(this.#entries);
  }

  #draw(entries: readonly Entry[]): void {
    const {width} = this.#painter;
    const settled = entries.flatMap((entry) => renderEntry(entry, width));
    this.#painter.draw(settled, this.#live(width));
  }

  #live(width: number) {
    const lines = this.#current ? renderEntry(this.#current, width) : [];
    if (this.#dialog) return {lines: [...lines, ...this.#dialog.dialog.render(width)], cursor: null};
    const roomy = this.#painter.rows >= ROOMY;
    if (this.#status !== null) lines.push(accent(cutText(`${GLYPHS[this.#turn % GLYPHS.length]} ${this.#status}…`, width)));
    const box = this.#prompt.render(width, `talk to ${this.#options.name}`, roomy);
    const row = lines.length + box.row;
    lines.push(...box.lines);
    const hint = this.#leaving ? 'Press Ctrl-C again to leave' : 'scripted demo session · no account';
    if (roomy) lines.push(dim(cutText(`  ${hint}`, width)));
    return {lines, cursor: {row, column: box.column}};
  }
}
