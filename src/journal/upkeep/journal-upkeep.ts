import {execFile} from 'node:child_process';
import type {Retention} from '../archive/archive-old-events.ts';
import type {UpkeepOrder, UpkeepReport} from './upkeep-report.ts';

/** A broken disk takes away an hour at most. Milliseconds. */
const EVERY = 60 * 60_000;
/** Not while a team and its sessions start. Milliseconds. */
const FIRST_AFTER = 60_000;

interface JournalUpkeepOptions {
  readonly file: string;
  readonly program: string;
  /** Asked each time: the configuration may have changed. */
  readonly retention: () => Retention;
  /** Where the journal is. */
  readonly position: () => number;
  readonly saveSnapshot: () => void;
  /** `null`: it went well. */
  readonly onReport: (problem: string | null, report: UpkeepReport | null) => void;
}

/** Backs up, archives and checks the journal of a running team, every hour in which something happened. */
export class JournalUpkeep implements Disposable {
  readonly #options: JournalUpkeepOptions;
  #timer: NodeJS.Timeout;
  #ended = false;
  readonly #stop = new AbortController();
  #doneAt: number | null = null;

  constructor(options: JournalUpkeepOptions) {
    this.#options = options;
    this.#timer = setTimeout(() => void this.#again(), FIRST_AFTER).unref();
  }

  async #again(): Promise<void> {
    await this.run();
    if (!this.#ended) this.#timer = setTimeout(() => void this.#again(), EVERY).unref();
  }

  /** Now, unless nothing has happened since the last time. */
  async run(): Promise<void> {
    const {position, saveSnapshot, retention, onReport} = this.#options;
    const now = position();
    if (this.#doneAt === now) return;
    saveSnapshot();
    const report = await this.#start({retention: retention(), checkArchive: this.#doneAt === null});
    if (this.#ended) return;
    if (typeof report === 'string' || report.problem !== undefined) {
      onReport(`The journal was not looked after: ${typeof report === 'string' ? report : report.problem}`, null);
      return;
    }
    this.#doneAt = now;
    onReport(null, report);
  }

  /** A sentence where it could not be run. It may be ended at any step: nothing is lost, and the next run goes on. */
  #start(order: UpkeepOrder): Promise<UpkeepReport | string> {
    const {program, file} = this.#options;
    return new Promise((resolve) => {
      const args = ['--disable-warning=ExperimentalWarning', program, file, JSON.stringify(order)];
      execFile(process.execPath, args, {signal: this.#stop.signal, killSignal: 'SIGKILL'}, (error, stdout) => {
        if (error) resolve(error.message);
        else resolve(JSON.parse(stdout) as UpkeepReport);
      });
    });
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#stop.abort();
  }
}
