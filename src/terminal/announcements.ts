import type {TerminalNotification} from '../protocol/terminal.ts';

/** A program may ring and rename itself thousands of times a second; followers hear it this often. Milliseconds. */
const INTERVAL = 30;
/** Of the notices within an interval the first ones are told. */
const MOST_NOTICES = 5;
/** Longer titles and notices are cut. Characters. */
const LONGEST = 500;

/** What a program says about itself beside its screen, thinned out to what a person can take in. */
export class Announcements {
  readonly #terminal: string;
  readonly #notify: (notification: TerminalNotification) => void;
  #title: string | null = null;
  #bell = false;
  #notices: string[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(terminal: string, notify: (notification: TerminalNotification) => void) {
    this.#terminal = terminal;
    this.#notify = notify;
  }

  title(title: string): void {
    this.#title = title;
    this.#soon();
  }

  bell(): void {
    this.#bell = true;
    this.#soon();
  }

  notice(text: string): void {
    if (this.#notices.length < MOST_NOTICES) this.#notices.push(plain(text));
    this.#soon();
  }

  /** Tells what waits now: before the end of the program is told. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const terminal = this.#terminal;
    if (this.#title !== null) this.#notify({type: 'title', terminal, title: this.#title});
    if (this.#bell) this.#notify({type: 'bell', terminal});
    for (const text of this.#notices) this.#notify({type: 'notice', terminal, text});
    this.#title = null;
    this.#bell = false;
    this.#notices = [];
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.flush(), INTERVAL);
  }
}

/** One line without control characters: it is shown outside of the pane that it came from. */
export const plain = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .slice(0, LONGEST)
    .trim();
