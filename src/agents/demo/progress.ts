import {existsSync, readFileSync} from 'node:fs';
import {replaceFile} from '../../platform/write-file.ts';

export interface Mail {
  readonly text: string;
}

interface Kept {
  readonly steps: Record<string, string>;
  readonly mail: Mail[];
}

/** What a session has done and been told, kept on disk: a process that is started again with the same conversation goes on from there. */
export class Progress {
  readonly #file: string;
  readonly #kept: Kept;
  /** There was something to go on from. */
  readonly resumed: boolean;

  constructor(file: string) {
    this.#file = file;
    this.resumed = existsSync(file);
    this.#kept = this.resumed ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : {steps: {}, mail: []};
  }

  /** Does a step unless it was done before; gives what it gave then. */
  async step(name: string, act: () => Promise<string>): Promise<string> {
    const before = this.#kept.steps[name];
    if (before !== undefined) return before;
    const result = await act();
    this.#kept.steps[name] = result;
    this.#save();
    return result;
  }

  receive(mail: Mail): void {
    this.#kept.mail.push(mail);
    this.#save();
  }

  /** The first mail with this phrase in it. */
  find(phrase: string): Mail | undefined {
    return this.#kept.mail.find((mail) => mail.text.includes(phrase));
  }

  #save(): void {
    replaceFile(this.#file, JSON.stringify(this.#kept), 0o600);
  }
}
